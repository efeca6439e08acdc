package org.monstermash.arena;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.monstermash.arena.fixture.Arena;
import org.monstermash.arena.fixture.Root;
import org.monstermash.arena.transcript.TranscriptFile;
import org.monstermash.arena.turn.End;
import org.monstermash.arena.turn.Recording;
import org.monstermash.arena.turn.Turn;
import org.monstermash.models.stub.Answer;
import org.monstermash.models.stub.Capture;
import org.monstermash.models.stub.StubServer;

/**
 * What real servers said, as Bob's first answer: either the turn stands, and Alice is told exactly its text and no
 * thinking; or the run ends and says why. What each server's bytes mean is tested where they are read.
 */
class CapturesTest {
    private static final Path CAPTURES = Root.FOLDER.resolve("models/src/test/resources/captures");
    private static final Pattern PATH = Pattern.compile("http://[^/\\s]+(/\\S*)");
    private static final String ALICE = "/v1/chat/completions";

    @TempDir
    Path dir;

    private final StubServer bob = StubServer.start();
    private final StubServer alice = StubServer.start().on(ALICE, Answer.openAi("I see."));

    @AfterEach
    void close() {
        bob.close();
        alice.close();
    }

    static Stream<String> captures() throws IOException {
        try (Stream<Path> files = Files.list(CAPTURES)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".txt"))
                    .map(file -> file.substring(0, file.length() - ".txt".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("captures")
    void aRealAnswerIsATurnOrAReasonToEnd(String name) throws IOException {
        String recorded = Files.readString(CAPTURES.resolve(name + ".txt"), StandardCharsets.ISO_8859_1);
        Matcher found = PATH.matcher(recorded.lines().findFirst().orElseThrow());
        String path = found.find() ? found.group(1) : ALICE;
        bob.on(path, Answer.replay(Capture.read(name)));
        List<String> stream = recorded.contains("text/event-stream") ? List.of() : List.of("--no-stream");

        Arena run = ArenaRun.of(
                dir,
                Stream.concat(
                                Stream.of(
                                        "--alice-endpoint",
                                        alice.url(ALICE).toString(),
                                        "--bob-endpoint",
                                        bob.url(path).toString(),
                                        "--protocol",
                                        path.endsWith("/messages") ? "anthropic" : "openai",
                                        "--alice-protocol",
                                        "openai",
                                        "--model",
                                        "m",
                                        "--max-turns",
                                        "3",
                                        "--filter-thinking"),
                                stream.stream())
                        .toArray(String[]::new));

        Recording kept = TranscriptFile.read(run.file(".jsonl"));
        End end = kept.end().orElseThrow();
        assertThat(run.out()).contains("Reason: " + end.text());
        if (kept.whole().size() == 1) {
            assertThat(end.reason()).isIn(End.Reason.ERROR, End.Reason.EMPTY);
            assertThat(end.text()).contains("Bob");
            assertThat(run.code()).isEqualTo(1);
            assertThat(alice.requests()).isEmpty();
        } else {
            Turn turn = kept.turns().get(1);
            JsonNode told = alice.requests().getFirst().json().path("messages");
            assertThat(told.get(told.size() - 1).path("content").asText()).isEqualTo(turn.text());
            assertThat(turn.text()).doesNotContain("<think>", "</think>").isEqualTo(stripped(turn.text()));
            assertThat(run.out()).contains(turn.thinking(), turn.text());
            assertThat(turn.filtered()).isEqualTo(!turn.thinking().isEmpty());
            assertThat(run.code()).isZero();
        }
    }

    /** Without blank edges, but with the indentation of the first line. */
    private static String stripped(String text) {
        return text.stripTrailing().replaceFirst("\\A(?:[ \t]*\n)+", "");
    }
}
