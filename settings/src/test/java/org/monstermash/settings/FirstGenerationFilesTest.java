package org.monstermash.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code .env} blocks people of the first generation copied from its README, as they stand there, and ours. */
class FirstGenerationFilesTest {
    @TempDir
    Path dir;

    private Settings defaults;

    @BeforeEach
    void loadDefaults() {
        defaults = SettingsLoader.load(dir, Map.of());
    }

    @Test
    void demoMode() throws IOException {
        assertThat(load("demo.env")).isEqualTo(defaults);
    }

    @Test
    void severalProviders() throws IOException {
        Settings settings = load("several-providers.env");

        assertThat(settings.demoMode()).isFalse();
        assertThat(settings.modelRouting().defaultModel()).isEqualTo("gpt-4o-mini");
        assertThat(settings.modelRouting().keys())
                .isEqualTo(Map.of(
                        "openai",
                        "sk-...",
                        "anthropic",
                        "sk-ant-...",
                        "gemini",
                        "...",
                        "cohere",
                        "...",
                        "azure",
                        "..."));
        assertThat(settings.modelRouting().personaModels())
                .isEqualTo(Map.of("witch", "gpt-4o-mini", "vampire", "anthropic/claude-sonnet-3.7-20250219"));
    }

    @Test
    void aMixtureWithLocalModels() throws IOException {
        Settings settings = load("mixed.env");

        assertThat(settings.demoMode()).isFalse();
        assertThat(settings.modelRouting().defaultModel()).isEqualTo("ollama/deepseek-r1:8b");
        assertThat(settings.modelRouting().personaModels()).containsEntry("ghost", "ollama/llama3.2");
        assertThat(settings.modelRouting().bases()).isEqualTo(Map.of("ollama", URI.create("http://localhost:11434")));
    }

    /** The block is broken in that README: prose, fences and half a key stand in it. The rest still counts. */
    @Test
    void theBrokenBlock() throws IOException {
        Settings settings = load("local-models.env");

        assertThat(settings.demoMode()).isFalse();
        assertThat(settings.modelRouting().defaultModel()).isEqualTo("ollama/llama3.2");
        assertThat(settings.modelRouting().keys()).containsKeys("openai", "anthropic");
    }

    @Test
    void brokersByNumber() throws IOException {
        Settings settings = load("kafka.env");

        assertThat(settings.bus().backend()).isEqualTo(Settings.Backend.IN_MEMORY);
        assertThat(settings.bus().kafkaBrokers()).containsExactly("localhost:29092");
    }

    @Test
    void ourExampleChangesNothing() throws IOException {
        Files.copy(Path.of("../.env.example"), dir.resolve(".env"));

        assertThat(SettingsLoader.load(dir, Map.of())).isEqualTo(defaults);
    }

    /** What stands behind a "#" is the default, or there is none: whoever removes the sign changes nothing. */
    @Test
    void ourExamplesCommentedLinesAreTheDefaults() throws IOException {
        String everything = Files.readString(Path.of("../.env.example"))
                .replaceAll("(?m)^# (?=[A-Z][A-Z0-9_]*=)", "")
                .replaceAll("(?m)^(PERSONAS_DIR|OLLAMA_API_BASE|MODEL_ROUTING__PERSONA_MODEL_MAP)=.+$", "");
        Files.writeString(dir.resolve(".env"), everything);

        assertThat(SettingsLoader.load(dir, Map.of())).isEqualTo(defaults);
    }

    private Settings load(String name) throws IOException {
        try (InputStream file = getClass().getResourceAsStream("/first-generation/" + name)) {
            Files.copy(file, dir.resolve(".env"));
        }
        return SettingsLoader.load(dir, Map.of());
    }
}
