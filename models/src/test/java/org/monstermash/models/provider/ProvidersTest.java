package org.monstermash.models.provider;

import org.junit.jupiter.api.Nested;

/** The promises of {@link ProviderContract}, kept by every provider. */
class ProvidersTest {

    @Nested
    class OpenAi extends ProviderContract {
        OpenAi() {
            super(Flavour.OPENAI);
        }
    }

    @Nested
    class Azure extends ProviderContract {
        Azure() {
            super(Flavour.AZURE);
        }
    }

    @Nested
    class Anthropic extends ProviderContract {
        Anthropic() {
            super(Flavour.ANTHROPIC);
        }
    }

    @Nested
    class Gemini extends ProviderContract {
        Gemini() {
            super(Flavour.GEMINI);
        }
    }

    @Nested
    class Ollama extends ProviderContract {
        Ollama() {
            super(Flavour.OLLAMA);
        }
    }
}
