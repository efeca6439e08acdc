package org.monstermash.arena.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.monstermash.arena.fixture.FakeModel;
import org.monstermash.models.Model;
import org.monstermash.models.ModelException;
import org.monstermash.models.ModelException.Failure;
import org.monstermash.models.Prompt;
import org.monstermash.models.ReplyPart;
import org.monstermash.models.ReplyStream;

class DiscreetModelTest {
    private static final String TEXT = "My key is Bearer sk-12345678, and sk-1234 is none. Bearer of news!";

    private final Secrets secrets = new Secrets();
    private final FakeModel fake = new FakeModel();

    DiscreetModelTest() {
        secrets.shownHeaders(Map.of("Authorization", "Bearer sk-12345678"));
    }

    private String said(Model model) throws InterruptedException {
        StringBuilder text = new StringBuilder();
        StringBuilder thinking = new StringBuilder();
        try (ReplyStream stream = model.reply(new Prompt("", List.of()))) {
            while (true) {
                switch (stream.next()) {
                    case ReplyPart.Text more -> text.append(more.text());
                    case ReplyPart.Thinking more -> {
                        if (more.insteadOfText()) {
                            text.setLength(0);
                        }
                        thinking.append(more.text());
                    }
                    case ReplyPart.Finished end -> {
                        return thinking.isEmpty() ? text.toString() : thinking + "|" + text;
                    }
                }
            }
        }
    }

    @Test
    void aSecretIsHiddenHoweverItIsSplit() throws InterruptedException {
        String expected = "My key is *** ***, and sk-1234 is none. *** of news!";
        for (int first = 0; first <= TEXT.length(); first++) {
            for (int second = first; second <= TEXT.length(); second++) {
                FakeModel model = new FakeModel()
                        .answers(java.util.stream.Stream.of(
                                        TEXT.substring(0, first), TEXT.substring(first, second), TEXT.substring(second))
                                .filter(part -> !part.isEmpty())
                                .toArray());
                assertThat(said(DiscreetModel.of(model, secrets))).isEqualTo(expected);
            }
        }
    }

    @Test
    void thinkingIsDiscreetToo() throws InterruptedException {
        fake.answers(new ReplyPart.Thinking("key sk-12"), new ReplyPart.Thinking("345678"), "sk-123", "45678");

        assertThat(said(DiscreetModel.of(fake, secrets))).isEqualTo("key ***|***");
    }

    @Test
    void whatTurnsOutToBeThinkingIsTakenBackWithWhatWasHeld() throws InterruptedException {
        fake.answers("it is sk-12", new ReplyPart.Thinking("it is sk-12345678", true), "Hi.");

        assertThat(said(DiscreetModel.of(fake, secrets))).isEqualTo("it is ***|Hi.");
    }

    @Test
    void anErrorIsDiscreetToo() {
        fake.answers(new ModelException(Failure.UNAUTHORIZED, "m: 401 bad key sk-12345678"));

        assertThatThrownBy(() -> said(DiscreetModel.of(fake, secrets))).hasMessage("m: 401 bad key ***");
    }

    @Test
    void withoutSecretsItIsTheModelItself() {
        assertThat(DiscreetModel.of(fake, new Secrets())).isSameAs(fake);
    }
}
