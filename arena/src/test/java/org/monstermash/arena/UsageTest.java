package org.monstermash.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.monstermash.arena.fixture.Arena;
import org.monstermash.models.stub.Answer;
import org.monstermash.models.stub.StubServer;

/** What is wrong with a command line is one line and exit code 2, and nothing was sent. */
class UsageTest {
    @TempDir
    Path dir;

    private final StubServer stub =
            StubServer.start().on("/v1/chat/completions", Answer.openAi("Hi.").answer());

    @AfterEach
    void close() {
        stub.close();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("--headers: expected a JSON object", "--headers", "{\"Authorization\": \"Bearer sk-secret-1"),
                mistake("--headers: expected a JSON object", "--headers", "[1]"),
                mistake("--alice-headers: expected a JSON object", "--alice-headers", "sk-secret-1"),
                mistake("--headers: the value of A holds a control character", "--headers", "{\"A\": \"b\\r\\nC: d\"}"),
                mistake("--headers: not the name of a header", "--headers", "{\"A b\": \"c\"}"),
                mistake("--payload: expected a JSON object", "--payload", "{oops}"),
                mistake("--bob-payload: expected a JSON object", "--bob-payload", "\"text\""),
                mistake("messages cannot be given there", "--payload", "{\"messages\": []}"),
                mistake("stream cannot be given there, --no-stream says it", "--bob-payload", "{\"stream\": false}"),
                mistake("--endpoint: expected a whole address", "--endpoint", "localhost:11434"),
                mistake("--protocol openai|anthropic|gemini|ollama", "--endpoint", "http://localhost/llm"),
                mistake("--protocol: expected openai", "--protocol", "telnet"),
                mistake("max turns must be at least 1: 0", "--max-turns", "0"),
                mistake("max chars must be at least 1: -1", "--max-chars", "-1"),
                mistake("Invalid value for option '--max-turns'", "--max-turns", "many"),
                mistake("--pause: expected a time", "--pause", "soon"),
                mistake("--opening: expected some words", "--opening", " "),
                mistake("--stop-on: expected some words", "--stop-on", ""),
                mistake("--out: pom.xml/transcripts cannot be made", "--out", "pom.xml/transcripts"),
                mistake("Unknown option: '--nonsense'", "--nonsense"),
                mistake("there is no such file", "--alice-preamble", "missing.json"),
                mistake("--repeat: expected at least 1", "--repeat", "0"),
                mistake("--parallel: expected 1 to", "--parallel", "0"),
                mistake("--resume: there is no such file", "--resume", "missing.jsonl"),
                mistake("--pandoc-path: there is no such program", "--pandoc-path", "missing"),
                mistake("--watch: expected the address of a gateway", "--watch", "nowhere"),
                mistake("two participants are called", "--name-bob", "alice"),
                mistake("no persona", "--bob-persona", "wich"),
                mistake("--participant: expected at least two", "--participant", "name=Ann"),
                mistake("--participant: expected name", "--participant", "nom=Ann", "--participant", "name=Ben"));
    }

    private static Arguments mistake(String told, String... args) {
        return Arguments.of(told, List.of(args));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsOneLineAndNothingIsSent(String told, List<String> args) {
        List<String> all = new ArrayList<>();
        if (!args.contains("--endpoint")) {
            all.addAll(List.of("--endpoint", stub.url("/v1/chat/completions").toString()));
        }
        all.addAll(List.of("--model", "m", "--max-turns", "2"));
        if (args.contains("--max-turns")) {
            all.removeLast();
            all.removeLast();
        }
        all.addAll(args);

        Arena run = ArenaRun.of(dir, all.toArray(String[]::new));

        assertThat(run.err()).contains(told).doesNotContain("sk-secret").hasLineCount(1);
        assertThat(run.code()).isEqualTo(2);
        assertThat(stub.connections()).isZero();
        assertThat(run.files("l")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("preambles")
    void aWrongPreambleIsNamed(String json, String told) throws IOException {
        Path file = Files.writeString(dir.resolve("preamble.json"), json);

        Arena run = ArenaRun.of(dir, "--demo", "--bob-preamble", file.toString());

        assertThat(run.err())
                .contains("--bob-preamble: ", "preamble.json: ", told)
                .hasLineCount(1);
        assertThat(run.code()).isEqualTo(2);
    }

    static Stream<Arguments> preambles() {
        return Stream.of(
                Arguments.of("[{\"role\": \"user\",", "not JSON: line 1"),
                Arguments.of("{}", "expected an array"),
                Arguments.of(
                        "[{\"role\": \"tool\", \"content\": \"x\"}]",
                        "line 1: role must be user, assistant or system: tool"),
                Arguments.of(
                        "[{\"role\": \"user\", \"content\": \"x\"}, {\"role\": \"user\"}]", "line 2 needs the texts"));
    }

    @Test
    void aModelAndAnEndpointAreNeeded() {
        assertThat(ArenaRun.of(dir).err()).contains("Alice has no model: give --model or --alice-model");
        assertThat(ArenaRun.of(dir, "--alice-model", "ollama/x").err()).contains("Bob has no model");
        assertThat(ArenaRun.of(dir, "--model", "claude-sonnet-4").err()).contains("anthropic/claude-sonnet-4");
    }

    @Test
    void helpNamesEveryFlag() {
        Arena run = ArenaRun.of(dir, "--help");

        assertThat(run.code()).isZero();
        for (String flag : Arrays.asList(
                "--endpoint",
                "--alice-endpoint",
                "--bob-endpoint",
                "--model",
                "--alice-model",
                "--bob-model",
                "--headers",
                "--alice-headers",
                "--bob-headers",
                "--payload",
                "--alice-payload",
                "--bob-payload",
                "--top-level-system",
                "--alice-top-level-system",
                "--bob-top-level-system",
                "--max-chars",
                "--max-turns",
                "--opening",
                "--system-prompt",
                "--alice-system-prompt",
                "--bob-system-prompt",
                "--alice-preamble",
                "--bob-preamble",
                "--filter-thinking",
                "--no-stream",
                "--no-html",
                "--pandoc-path",
                "--protocol",
                "--merge",
                "--alice-persona",
                "--demo",
                "--name-alice",
                "--name-bob",
                "--participant",
                "--seed",
                "--temperature",
                "--pause",
                "--out",
                "--resume",
                "--watch",
                "--stop-on",
                "--budget-tokens",
                "--repeat",
                "--parallel",
                "--quiet",
                "--json",
                "render",
                "compare")) {
            assertThat(run.out()).contains(flag);
        }
    }
}
