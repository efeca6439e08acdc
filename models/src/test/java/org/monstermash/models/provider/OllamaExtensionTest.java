package org.monstermash.models.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** In a Quarkus application the extension carries the traffic, and everything is as without it. */
@QuarkusTest
class OllamaExtensionTest extends ProviderContract {
    OllamaExtensionTest() {
        super(Flavour.OLLAMA);
    }

    @Test
    void theExtensionCarriesTheTraffic() {
        assertThat(new ChosenTransport().choose(flavour.protocol)).isInstanceOf(ExtensionTransport.class);
    }
}
