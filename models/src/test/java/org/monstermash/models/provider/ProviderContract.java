package org.monstermash.models.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.monstermash.models.Model;
import org.monstermash.models.ModelContract;
import org.monstermash.models.Sleeper;
import org.monstermash.models.stub.StubServer;

/** What every provider's model promises, over real HTTP. */
abstract class ProviderContract extends ModelContract {
    protected final Flavour flavour;
    protected final StubServer stub = StubServer.start();

    ProviderContract(Flavour flavour) {
        this.flavour = flavour;
    }

    @AfterEach
    void closeTheStub() {
        stub.close();
    }

    @Override
    protected Model answering() {
        stub.on(flavour.path, flavour.says("Only", " the", " wind,", " darling."));
        return model();
    }

    @Override
    protected Model endless() {
        stub.on(flavour.path, flavour.says("On", " and").thenHangs());
        return model();
    }

    protected Model model() {
        return model(Flavour.OPTIONS);
    }

    protected Model model(ModelOptions options) {
        return new ProviderModel(flavour.endpoint(stub), options, RequestGate.open(), Sleeper.real());
    }

    @Test
    void tokensComeOneByOneWithTheirFigures() throws InterruptedException {
        stub.on(
                flavour.path,
                flavour.says("Only", " the", " wind").thinking("Hm", "m.").usage(21, 4));

        Heard heard = Heard.from(model());

        assertThat(heard.text()).isEqualTo("Only the wind");
        assertThat(heard.thinking()).isEqualTo("Hmm.");
        assertThat(heard.parts()).hasSize(6);
        assertThat(heard.end().inputTokens()).isEqualTo(21);
        assertThat(heard.end().outputTokens()).isEqualTo(4);
        assertThat(heard.end().truncated()).isFalse();
    }

    @Test
    void aWholeAnswerComesAsOnePart() throws InterruptedException {
        stub.on(
                flavour.wholePath(),
                flavour.says("Only", " the", " wind").thinking("Hmm.").usage(21, 4));

        Heard heard = Heard.from(model(new ModelOptions(
                0,
                Flavour.OPTIONS.temperature(),
                Flavour.OPTIONS.seed(),
                false,
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20))));

        assertThat(heard.text()).isEqualTo("Only the wind");
        assertThat(heard.thinking()).isEqualTo("Hmm.");
        assertThat(heard.parts()).hasSize(3);
        assertThat(heard.end().outputTokens()).isEqualTo(4);
    }
}
