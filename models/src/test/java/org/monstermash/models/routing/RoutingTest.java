package org.monstermash.models.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.monstermash.models.provider.Endpoint;
import org.monstermash.models.provider.Protocol;
import org.monstermash.settings.SettingsCatalog;
import org.monstermash.settings.SettingsException;
import org.monstermash.settings.SettingsLoader;

class RoutingTest {
    @TempDir
    private Path dir;

    private final Map<String, String> environment = new HashMap<>();

    @ParameterizedTest
    @CsvSource({
        "gpt-4o-mini,                    openai/gpt-4o-mini,             OPENAI,    https://api.openai.com/v1/chat/completions",
        "openai/gpt-4o,                  openai/gpt-4o,                  OPENAI,    https://api.openai.com/v1/chat/completions",
        "mistral/mistral-small-latest,   mistral/mistral-small-latest,   OPENAI,    https://api.mistral.ai/v1/chat/completions",
        "groq/llama-3.3-70b-versatile,   groq/llama-3.3-70b-versatile,   OPENAI,    https://api.groq.com/openai/v1/chat/completions",
        "deepseek/deepseek-chat,         deepseek/deepseek-chat,         OPENAI,    https://api.deepseek.com/v1/chat/completions",
        "openrouter/meta-llama/llama-3,  openrouter/meta-llama/llama-3,  OPENAI,    https://openrouter.ai/api/v1/chat/completions",
        "huggingface/org/model,          huggingface/org/model,          OPENAI,    https://router.huggingface.co/v1/chat/completions",
        "cohere/command-r,               cohere/command-r,               OPENAI,    https://api.cohere.ai/compatibility/v1/chat/completions",
        "lmstudio/qwen3-4b,              lmstudio/qwen3-4b,              OPENAI,    http://localhost:1234/v1/chat/completions",
        "anthropic/claude-sonnet-4-5,    anthropic/claude-sonnet-4-5,    ANTHROPIC, https://api.anthropic.com/v1/messages",
        "gemini/gemini-2.5-flash,        gemini/gemini-2.5-flash,        GEMINI,    https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse",
        "ollama/llama3.2:3b,             ollama/llama3.2:3b,             OLLAMA,    http://localhost:11434/api/chat",
        "OLLAMA/llama3.2,                ollama/llama3.2,                OLLAMA,    http://localhost:11434/api/chat"
    })
    void aNameLeadsToItsProvider(String name, String canonical, Protocol protocol, String url) {
        Endpoint endpoint = routing().endpoint(name);

        assertThat(endpoint.name()).isEqualTo(canonical);
        assertThat(endpoint.model()).isEqualTo(canonical.substring(canonical.indexOf('/') + 1));
        assertThat(endpoint.protocol()).isEqualTo(protocol);
        assertThat(endpoint.url()).hasToString(url);
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI_API_BASE,    http://proxy:81/v1/,  gpt-4o,         http://proxy:81/v1/chat/completions",
        "OPENAI_BASE_URL,    http://proxy:81/v1,   gpt-4o,         http://proxy:81/v1/chat/completions",
        "ANTHROPIC_API_BASE, http://proxy/v1,      anthropic/c,    http://proxy/v1/messages",
        "ANTHROPIC_BASE_URL, http://proxy/a//,     anthropic/c,    http://proxy/a/v1/messages",
        "GEMINI_API_BASE,    http://proxy/v1beta,  gemini/g,       http://proxy/v1beta/models/g:streamGenerateContent?alt=sse",
        "OLLAMA_API_BASE,    http://gpu:11434/,    ollama/m,       http://gpu:11434/api/chat",
        "LMSTUDIO_API_BASE,  http://gpu:1234/v1,   lmstudio/m,     http://gpu:1234/v1/chat/completions",
        "MODEL_ROUTING__ENDPOINTS__LAB, http://lab:8080/v1, lab/qwen/3, http://lab:8080/v1/chat/completions",
        "OPENAI_API_BASE,    http://proxy/v1?a=b,  gpt-4o,         http://proxy/v1/chat/completions?a=b"
    })
    void aBaseMovesAProvider(String key, String base, String name, String url) {
        environment.put(key, base);

        Route.Found found = found(name);

        assertThat(found.endpoint().url()).hasToString(url);
        assertThat(found.key()).as("its own address may want no key").isEqualTo(Route.Key.NOT_NEEDED);
    }

    @Test
    void azureNeedsItsAddressAndVersion() {
        assertThat(problem("azure/my-gpt")).contains("azure/my-gpt", "AZURE_API_BASE");
        environment.put("AZURE_API_BASE", "https://me.openai.azure.com/");
        assertThat(problem("azure/my-gpt")).contains("azure/my-gpt", "AZURE_API_VERSION");
        environment.put("AZURE_API_VERSION", "2024-10-21");
        environment.put("AZURE_API_KEY", "k");

        assertThat(found("azure/my-gpt").endpoint().url())
                .hasToString(
                        "https://me.openai.azure.com/openai/deployments/my-gpt/chat/completions?api-version=2024-10-21");
        assertThat(found("azure/my-gpt").endpoint().headers()).containsExactly(Map.entry("api-key", "k"));
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI_API_KEY,             gpt-4o,      Authorization,  Bearer k-1",
        "GROQ_API_KEY,               groq/m,      Authorization,  Bearer k-1",
        "OLLAMA_API_KEY,             ollama/m,    Authorization,  Bearer k-1",
        "ANTHROPIC_API_KEY,          anthropic/m, x-api-key,      k-1",
        "GEMINI_API_KEY,             gemini/m,    x-goog-api-key, k-1",
        "MODEL_ROUTING__KEYS__LAB,   lab/m,       Authorization,  Bearer k-1"
    })
    void aKeyTravelsInItsProvidersHeader(String key, String name, String header, String value) {
        environment.put("MODEL_ROUTING__ENDPOINTS__LAB", "http://lab/v1");
        environment.put(key, "k-1");

        Route.Found found = found(name);

        assertThat(found.key()).isEqualTo(Route.Key.PRESENT);
        assertThat(found.endpoint().headers()).containsEntry(header, value);
        assertThat(found.toString()).doesNotContain("k-1");
    }

    @Test
    void anthropicIsToldItsVersion() {
        assertThat(found("anthropic/m").endpoint().headers())
                .containsExactly(Map.entry("anthropic-version", "2023-06-01"));
    }

    @Test
    void aUserInAnAddressTravelsInAHeaderAndIsNotShown() {
        environment.put("MODEL_ROUTING__ENDPOINTS__LAB", "http://me:secret@lab:8080/v1?token=secret");

        Route.Found found = found("lab/m");

        assertThat(found.endpoint().url()).hasToString("http://lab:8080/v1/chat/completions?token=secret");
        assertThat(found.endpoint().headers()).containsEntry("Authorization", "Basic bWU6c2VjcmV0");
        assertThat(found.address()).isEqualTo("http://lab:8080/v1/chat/completions");
        assertThat(found.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-4-5, anthropic/claude-sonnet-4-5",
        "Claude-3-opus,     anthropic/Claude-3-opus",
        "gemini-2.5-flash,  gemini/gemini-2.5-flash",
        "ollama/,           ollama/llama3.2",
        "/llama,            ollama/llama3.2"
    })
    void aNameThatIsMistakenIsToldItsSpelling(String name, String spelling) {
        assertThat(problem(name)).startsWith(name).contains("expected").contains(spelling);
    }

    @Test
    void anUnknownProviderIsToldWhichThereAre() {
        environment.put("MODEL_ROUTING__ENDPOINTS__LAB", "http://lab/v1");

        assertThat(problem("meta-llama/llama-3"))
                .contains("meta-llama", "anthropic, ", "lab, ", "ollama", "MODEL_ROUTING__ENDPOINTS__META-LLAMA")
                .doesNotContain("\n");
        assertThatThrownBy(() -> routing().endpoint("meta-llama/llama-3")).isInstanceOf(SettingsException.class);
    }

    @Test
    void aMissingKeyNamesItsSetting() {
        assertThat(routing().problem("gpt-4o")).get().asString().contains("OPENAI_API_KEY", "openai/gpt-4o");
        assertThat(routing().problem("ollama/m")).isEmpty();
        assertThat(routing().problem("lmstudio/m")).isEmpty();
        assertThat(routing().problem("claude-3")).get().asString().contains("anthropic/claude-3");
        environment.put("OPENAI_API_KEY", "k");
        assertThat(routing().problem("gpt-4o")).isEmpty();
    }

    @Test
    void optionsAreThoseOfTheSettings() {
        environment.put("MODEL_ROUTING__MAX_OUTPUT_TOKENS", "77");
        environment.put("MODEL_ROUTING__IDLE_TIMEOUT", "3s");

        assertThat(routing().options().maxOutputTokens()).isEqualTo(77);
        assertThat(routing().options().idleTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(routing().options().stream()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void everyProviderHasItsSettings(Provider provider) {
        environment.put(provider.key().toUpperCase(Locale.ROOT) + "_API_KEY", "the-key");
        environment.put(provider.key().toUpperCase(Locale.ROOT) + "_API_BASE", "http://elsewhere/v9");
        environment.put("AZURE_API_VERSION", "v");

        Endpoint endpoint = found(provider.key() + "/m").endpoint();

        assertThat(endpoint.headers().values()).anyMatch(value -> value.endsWith("the-key"));
        assertThat(endpoint.url()).hasHost("elsewhere");
    }

    @Test
    void everySettingHasItsProvider() {
        assertThat(SettingsCatalog.inForce(dir, Map.of()).stream()
                        .map(SettingsCatalog.Entry::key)
                        .filter(key -> key.endsWith("_API_KEY")))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Provider.values())
                        .map(provider -> provider.name() + "_API_KEY")
                        .toList());
    }

    private Routing routing() {
        return new Routing(SettingsLoader.load(dir, environment).modelRouting());
    }

    private Route.Found found(String name) {
        assertThat(routing().route(name)).isInstanceOf(Route.Found.class);
        return (Route.Found) routing().route(name);
    }

    private String problem(String name) {
        assertThat(routing().route(name)).isInstanceOf(Route.Problem.class);
        return ((Route.Problem) routing().route(name)).why();
    }
}
