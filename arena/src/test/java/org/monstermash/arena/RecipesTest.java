package org.monstermash.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.monstermash.arena.fixture.Arena;
import org.monstermash.arena.fixture.Root;
import org.monstermash.models.stub.Answer;
import org.monstermash.models.stub.StubServer;

/** Every command of docs/ARENA.md runs: against a server here that speaks the protocols of the hosts it names. */
class RecipesTest {
    private static final Path ROOT = Root.FOLDER;
    private static final Pattern BLOCK = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"((?:\\\\.|[^\"\\\\])*)\"|(\\S+)");
    private static final Pattern HOST = Pattern.compile("https?://[^/\"]+");

    @TempDir
    Path dir;

    static Stream<String> commands() {
        return BLOCK.matcher(read())
                .results()
                .map(found -> found.group(1).replace("\\\n", " ").strip())
                .filter(command -> !command.contains("--watch") && !command.contains("--resume"));
    }

    private static String read() {
        try {
            return Files.readString(ROOT.resolve("docs/ARENA.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(
                    word.group(1) != null
                            ? word.group(1)
                            : word.group(2) != null ? word.group(2).replaceAll("\\\\(.)", "$1") : word.group(3));
        }
        return words;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyRecipeRuns(String command) {
        try (StubServer stub = StubServer.start()
                .on("/api/chat", Answer.ollama("Hi there."))
                .on("/v1/chat/completions", Answer.openAi("Hi there."))
                .on("/v1/messages", Answer.anthropic("Hi there."))) {
            List<String> words = words(command);
            assertThat(words.removeFirst()).isEqualTo("scripts/arena.sh");
            words.replaceAll(word -> HOST.matcher(word).replaceFirst(stub.base()));
            words.replaceAll(word ->
                    word.startsWith("arena/examples/") ? ROOT.resolve(word).toString() : word);
            if (!words.contains("--max-turns")) {
                words.addAll(List.of("--max-turns", "3"));
            }

            Arena run =
                    ArenaRun.of(dir, Map.of("OLLAMA_API_BASE", stub.base()), stop -> {}, words.toArray(String[]::new));

            assertThat(run.err()).isEmpty();
            assertThat(run.code()).isZero();
            assertThat(run.out()).contains("turns");
            assertThat(run.files(".jsonl")).isNotEmpty();
            assertThat(stub.requests().isEmpty()).isEqualTo(command.contains("--demo"));
        }
    }

    @Test
    void everyFlagOfTheCommandIsDocumented() {
        String help = ArenaRun.of(dir, "--help").out();
        String document = read();
        assertThat(Pattern.compile("--[a-z][a-z-]+").matcher(help).results().map(found -> found.group()))
                .isNotEmpty()
                .filteredOn(flag -> !flag.equals("--help"))
                .allSatisfy(flag -> assertThat(document).contains(flag));
    }

    @Test
    void everyFlagThatIsDocumentedIsThere() {
        String help = ArenaRun.of(dir, "--help").out();
        assertThat(Pattern.compile("`(--[a-z][a-z-]+)")
                        .matcher(read())
                        .results()
                        .map(found -> found.group(1)))
                .isNotEmpty()
                .filteredOn(flag -> !List.of("--html", "--md").contains(flag))
                .allSatisfy(flag -> assertThat(help).contains(flag));
    }
}
