package org.monstermash.systemtests.arena;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.models.stub.Answer;
import org.monstermash.models.stub.Request;
import org.monstermash.models.stub.StubServer;
import org.monstermash.systemtests.Jars;
import org.monstermash.systemtests.RunningProcess;

/** The arena as a process: killed, interrupted, gone on with. */
@Tag("system")
class DuelProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path dir;

    private final StubServer stub = StubServer.start().on("/api/chat", DuelProcessTest::told);

    @AfterEach
    void close() {
        stub.close();
    }

    /** Says how much it was told, so that a changed history changes the answer; slowly enough to be killed in between. */
    private static Answer told(Request request) {
        return Answer.ollama("I was told ", message(request), " things.")
                .paced(Duration.ofMillis(20))
                .answer();
    }

    private static String message(Request request) {
        return String.valueOf(request.json().path("messages").size());
    }

    /** To Bob the system prompt and every turn before; to Alice also that she begins. */
    private static String expected(int turn) {
        return turn == 1 ? "Hello!" : "I was told " + (turn % 2 == 0 ? turn : turn + 1) + " things.";
    }

    private RunningProcess start(String... arguments) {
        return RunningProcess.start(dir, Map.of(), Jars.arena(arguments));
    }

    private Path file(String ending) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(ending)).toList();
            assertThat(found).as(ending).hasSize(1);
            return found.getFirst();
        }
    }

    private List<JsonNode> lines(String type) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        String text = Files.readString(file(".jsonl"));
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
            JsonNode json = JSON.readTree(line);
            if (json.path("type").asText().equals(type)) {
                lines.add(json);
            }
        }
        return lines;
    }

    @Test
    void theDemoNeedsNothing() throws IOException {
        try (RunningProcess demo = start("--demo", "--max-turns", "10")) {
            assertThat(demo.awaitExit(PATIENCE)).isZero();
            assertThat(demo.out()).contains("CONVERSATION DEPTH LIMIT REACHED");
            assertThat(demo.err()).isEmpty();
        }
        assertThat(lines("turn")).hasSize(10);
        assertThat(file(".html")).isNotEmptyFile();
    }

    @Test
    void aKilledDuelGoesOnAndEachTurnStandsOnce() throws IOException {
        int turns = 16;
        try (RunningProcess first = start(
                "--endpoint", stub.url("/api/chat").toString(), "--model", "m", "--max-turns", String.valueOf(turns))) {
            first.awaitLine("Turn 5 - ");
            first.kill();
        }
        assertThat(lines("turn")).hasSizeGreaterThanOrEqualTo(4);
        for (int killedAt : new int[] {8, 12}) {
            try (RunningProcess again =
                    start("--resume", file(".jsonl").getFileName().toString())) {
                again.awaitLine("Turn " + killedAt + " - ");
                again.kill();
            }
            assertThat(lines("turn")).hasSizeGreaterThanOrEqualTo(killedAt - 1);
            assertThat(Files.readString(file(".html"))).contains(expected(killedAt - 1));
        }
        try (RunningProcess last =
                start("--resume", file(".jsonl").getFileName().toString())) {
            assertThat(last.awaitExit(PATIENCE)).isZero();
        }

        assertThat(lines("turn"))
                .extracting(turn ->
                        turn.path("number").asInt() + " " + turn.path("text").asText())
                .isEqualTo(IntStream.rangeClosed(1, turns)
                        .mapToObj(turn -> turn + " " + expected(turn))
                        .toList());
        assertThat(lines("header")).hasSize(1);
        assertThat(lines("end")).hasSize(1);
    }

    @Test
    void whoIsAskedToEndKeepsWhatWasSaid() throws IOException {
        stub.on("/api/chat", Answer.ollama("It was a dark", " and stormy").thenHangs());
        try (RunningProcess duel = start("--endpoint", stub.url("/api/chat").toString(), "--model", "m")) {
            duel.awaitLine("Turn 2 - ");
            awaitAsked();
            duel.terminate();
            assertThat(duel.awaitExit(PATIENCE)).isEqualTo(130);
            assertThat(duel.out()).contains("CONVERSATION ENDED", "Reason: interrupted");
        }
        assertThat(lines("end"))
                .singleElement()
                .satisfies(end -> assertThat(end.path("reason").asText()).isEqualTo("interrupted"));
        assertThat(lines("turn").getFirst().path("text").asText()).isEqualTo("Hello!");
    }

    private void awaitAsked() {
        org.awaitility.Awaitility.await().atMost(PATIENCE).until(() -> !stub.requests()
                .isEmpty());
    }

    @Test
    void aMistakeIsOneLine() {
        try (RunningProcess mistaken = start("--model", "m", "--endpoint", "nowhere")) {
            assertThat(mistaken.awaitExit(PATIENCE)).isEqualTo(2);
            assertThat(mistaken.err()).hasSize(1);
            assertThat(mistaken.out()).isEmpty();
        }
    }
}
