package org.monstermash.models.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.monstermash.models.provider.Endpoint;
import org.monstermash.settings.Settings;
import org.monstermash.settings.SettingsLoader;

/** The recipes and the table of providers in {@code docs/CONFIGURATION.md} do what they say. */
class RecipesTest {
    private static final Path DOCUMENT = Path.of("../docs/CONFIGURATION.md");
    private static final Pattern RECIPE = Pattern.compile("```bash\n# recipe: ([a-z-]+)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PROVIDER = Pattern.compile("(?m)^\\| `([a-z]+)` \\| `(http[^`]+)` \\+ `([^`]+)` \\|");

    @TempDir
    private Path dir;

    @ParameterizedTest
    @CsvSource({
        "all-openai, witch,   openai/gpt-4o-mini,          https://api.openai.com/v1/chat/completions",
        "all-ollama, witch,   ollama/llama3.2,             http://localhost:11434/api/chat",
        "mixed,      witch,   openai/gpt-4o-mini,          https://api.openai.com/v1/chat/completions",
        "mixed,      vampire, anthropic/claude-sonnet-4-5, https://api.anthropic.com/v1/messages",
        "mixed,      ghost,   gemini/gemini-2.5-flash,     https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse",
        "mixed,      zombie,  ollama/llama3.2,             http://localhost:11434/api/chat",
        "lm-studio,  witch,   lmstudio/qwen3-4b,           http://localhost:1234/v1/chat/completions",
        "llama-cpp,  witch,   lab/model,                   http://localhost:8081/v1/chat/completions",
        "openrouter, witch,   openrouter/meta-llama/llama-3.3-70b-instruct, https://openrouter.ai/api/v1/chat/completions",
        "azure,      witch,   azure/my-gpt,                https://my-resource.openai.azure.com/openai/deployments/my-gpt/chat/completions?api-version=2024-10-21"
    })
    void aRecipeLeadsThere(String recipe, String persona, String name, String url) throws IOException {
        Files.writeString(dir.resolve(".env"), recipes().get(recipe));
        Settings settings = SettingsLoader.load(dir, Map.of());
        Settings.ModelRouting models = settings.modelRouting();
        String model = models.personaModels().getOrDefault(persona, models.defaultModel());
        Routing routing = new Routing(models);

        Endpoint endpoint = routing.endpoint(model);

        assertThat(settings.demoMode()).isFalse();
        assertThat(endpoint.name()).isEqualTo(name);
        assertThat(endpoint.url()).hasToString(url);
        assertThat(routing.problem(model)).isEmpty();
        assertThat(routing.problem(models.defaultModel())).isEmpty();
    }

    @Test
    void everyRecipeIsTested() throws Exception {
        CsvSource tested = getClass()
                .getDeclaredMethod("aRecipeLeadsThere", String.class, String.class, String.class, String.class)
                .getAnnotation(CsvSource.class);

        assertThat(Arrays.stream(tested.value()).map(line -> line.split(",")[0].strip()))
                .containsAll(recipes().keySet());
    }

    @Test
    void theTableOfProvidersIsTheRoutings() throws IOException {
        Map<String, String> documented = PROVIDER.matcher(Files.readString(DOCUMENT))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2) + row.group(3)));
        Routing routing = new Routing(SettingsLoader.load(dir, Map.of()).modelRouting());

        assertThat(documented)
                .isEqualTo(Arrays.stream(Provider.values())
                        .filter(provider -> provider != Provider.AZURE)
                        .collect(Collectors.toMap(Provider::key, provider -> routing.endpoint(provider.key() + "/MODEL")
                                .url()
                                .toString()
                                .replace("MODEL", "<model>")
                                .replace("?alt=sse", ""))));
    }

    private static Map<String, String> recipes() throws IOException {
        return RECIPE.matcher(Files.readString(DOCUMENT))
                .results()
                .collect(Collectors.toMap((MatchResult recipe) -> recipe.group(1), recipe -> recipe.group(2)));
    }
}
