package org.monstermash.arena;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.arena.fixture.Arena;
import org.monstermash.arena.transcript.TranscriptFile;
import org.monstermash.arena.turn.End;
import org.monstermash.arena.turn.Recording;
import org.monstermash.arena.turn.Turn;
import org.monstermash.models.stub.Answer;
import org.monstermash.models.stub.Request;
import org.monstermash.models.stub.StubServer;

/** What a run says and leaves behind. */
class RunsTest {
    private static final String PATH = "/api/chat";
    private static final String KEY = "Bearer sk-secret-0123456789";

    @TempDir
    Path dir;

    private final StubServer stub = StubServer.start();

    @AfterEach
    void close() {
        stub.close();
    }

    private List<String> args(String... more) {
        List<String> args = new ArrayList<>(List.of("--endpoint", stub.url(PATH).toString(), "--model", "m"));
        args.addAll(List.of(more));
        return args;
    }

    private Arena run(String... more) {
        return ArenaRun.of(dir, args(more).toArray(String[]::new));
    }

    private static Recording recording(Path file) throws IOException {
        return TranscriptFile.read(file);
    }

    /** Says how many messages it was sent, so that a changed history changes the answer. */
    private static Answer counting(Request request) {
        return Answer.ollama(
                        "I was told ",
                        String.valueOf(request.json().path("messages").size()),
                        " things.")
                .answer();
    }

    @Test
    void theConsoleShowsTheSettingsTheTurnsAndTheEnd() {
        stub.on(PATH, Answer.ollama("Hi", " there."));
        Arena run = run("--max-turns", "3", "--max-chars", "1234", "--stop-on", "BYE", "--seed", "7");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("Alice            m at " + stub.url(PATH) + " (ollama)")
                .contains("Max characters   1,234", "Max turns        3", "Seed             7", "Stop on          BYE")
                .contains("Turn 1 - Alice (m):\nHello!\n[6 characters]")
                .contains("Turn 2 - Bob (m):\nHi there.\n[9 characters]")
                .contains("Turn 3 - Alice (m):")
                .contains("CONVERSATION DEPTH LIMIT REACHED", "Total turns: 3", "Total characters: 24")
                .contains("HTML: " + run.file(".html"));
        assertThat(run.file(".html").getFileName().toString()).matches("resonant-chat-m-m-[0-9a-f]{6}\\.html");
    }

    @Test
    void aPayloadIsShownAsTheJsonItWasGivenIn() {
        stub.on(PATH, Answer.ollama("Hi."));
        Arena run = run("--max-turns", "2", "--payload", "{\"options\": {\"num_ctx\": 16384}, \"keep_alive\": \"5m\"}");

        assertThat(run.out()).contains("keep_alive: 5m, options: {\"num_ctx\":16384}");
        assertThat(run.text(".html")).contains("<dd>{&quot;num_ctx&quot;:16384}</dd>");
    }

    @Test
    void anErrorEndsWithItsReasonEverywhere() {
        stub.on(PATH, Answer.status(401, "{\"error\":\"no such key\"}"));
        Arena run = run();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("CONVERSATION ENDED", "Bob could not answer");
        assertThat(run.text(".jsonl")).contains("\"reason\":\"error\"", "Bob could not answer");
        assertThat(run.text(".html")).contains("Bob could not answer");
        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void aPageThatCannotBeOpenedIsTheReasonOfTheEnd() throws IOException {
        stub.on(PATH, Answer.ollama("Hi."));
        Arena first = run("--max-turns", "2");
        Path page = first.file(".html");
        Files.delete(page);
        Files.createDirectory(page);

        Arena resumed = ArenaRun.of(dir, "--resume", first.file(".jsonl").toString(), "--max-turns", "3");

        assertThat(resumed.code()).isEqualTo(1);
        assertThat(resumed.out()).contains("CONVERSATION ENDED", page.getFileName() + " cannot be written");
        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void aKeyIsNowhereNotEvenWhereTheServerRepeatsIt() {
        stub.on(
                PATH,
                Answer.ollama("Your key is Bea", "rer sk-sec", "ret-0123", "456789, isn't it?")
                        .answer(),
                Answer.ollama("yes").thinking("sk-secret-", "0123456789").answer(),
                Answer.status(400, "{\"error\":\"bad key sk-secret-0123456789 and pass-0987654321\"}"));
        Arena run = run(
                "--headers",
                "{\"Authorization\": \"" + KEY + "\"}",
                "--payload",
                "{\"api_key\": \"pass-0987654321\", \"max_tokens\": 77}");

        assertThat(stub.requests()).allSatisfy(request -> {
            assertThat(request.headers()).containsEntry("authorization", KEY);
            assertThat(request.json().path("api_key").asText()).isEqualTo("pass-0987654321");
        });
        assertThat(stub.requests().getLast().body()).doesNotContain("sk-secret");
        assertThat(run.everything())
                .doesNotContain("sk-secret", "0123456789", "pass-0987654321")
                .contains("Authorization: ***", "api_key: ***", "max_tokens: 77", "Your key is ***");
    }

    @Test
    void noHtmlWritesNone() {
        stub.on(PATH, Answer.ollama("Hi."));
        Arena run = run("--max-turns", "2", "--no-html");

        assertThat(run.files(".html")).isEmpty();
        assertThat(run.files(".jsonl")).hasSize(1);
    }

    @Test
    void quietIsOneLineAndJsonIsTheTranscript() {
        stub.on(PATH, Answer.ollama("Hi."));

        assertThat(run("--max-turns", "2", "--quiet").out()).hasLineCount(1).startsWith("duel ");
        Path other = dir.resolve("json");
        Arena json = ArenaRun.of(
                other,
                args("--max-turns", "2", "--json", "--out", other.toString()).toArray(String[]::new));
        assertThat(json.out()).isEqualTo(json.text(".jsonl")).hasLineCount(4);
    }

    @Test
    void ctrlCKeepsThePartialTurnMarkedAndResumeAsksForItAgain() throws Exception {
        Semaphore permits = new Semaphore(3);
        stub.on(
                PATH,
                Answer.ollama("one.").answer(),
                Answer.ollama("It was a ", "dark and ", "never")
                        .allowedBy(permits)
                        .answer());
        AtomicReference<Runnable> interrupt = new AtomicReference<>();
        CompletableFuture<Arena> running = CompletableFuture.supplyAsync(
                () -> ArenaRun.of(dir, Map.of(), interrupt::set, args().toArray(String[]::new)));
        permits.acquireUninterruptibly(1);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> stub.requests().size() == 2 && permits.availablePermits() == 0);
        interrupt.get().run();
        Arena run = running.get(30, java.util.concurrent.TimeUnit.SECONDS);

        assertThat(run.code()).isEqualTo(130);
        assertThat(run.out()).contains("CONVERSATION ENDED", "Reason: interrupted");
        Recording kept = recording(run.file(".jsonl"));
        assertThat(kept.end()).map(End::reason).contains(End.Reason.INTERRUPTED);
        assertThat(kept.whole()).hasSize(2);

        stub.on(PATH, RunsTest::counting);
        Arena resumed = ArenaRun.of(dir, "--resume", run.file(".jsonl").toString(), "--max-turns", "4");

        assertThat(resumed.code()).isZero();
        Recording whole = recording(run.file(".jsonl"));
        assertThat(whole.turns()).extracting(Turn::number).containsExactly(1, 2, 3, 4);
        assertThat(whole.turns().get(2).text()).isEqualTo("I was told 4 things.");
        assertThat(Files.readString(run.file(".html")))
                .contains("I was told 4 things.")
                .doesNotContain("dark and");
    }

    @Test
    void resumingIsAsIfNothingHadHappened() throws IOException {
        stub.on(PATH, RunsTest::counting);
        Arena whole = run("--max-turns", "9");
        Path other = Files.createDirectory(dir.resolve("other"));
        Arena begun = ArenaRun.of(
                other, args("--max-turns", "4", "--out", other.toString()).toArray(String[]::new));
        Files.writeString(
                begun.file(".jsonl"), "{\"type\":\"turn\",\"number\":5,\"tex", java.nio.file.StandardOpenOption.APPEND);

        Arena resumed = ArenaRun.of(other, "--resume", begun.file(".jsonl").toString(), "--max-turns", "9");

        assertThat(resumed.code()).isZero();
        assertThat(resumed.out()).contains("Resumed after turn 4").doesNotContain("Turn 4 -");
        assertThat(texts(recording(begun.file(".jsonl")))).isEqualTo(texts(recording(whole.file(".jsonl"))));
    }

    private static List<String> texts(Recording recording) {
        return recording.turns().stream().map(Turn::text).toList();
    }

    @Test
    void aResumedDuelTakesNoOtherPastAndWantsItsSecretsAgain() {
        stub.on(PATH, Answer.ollama("Hi."));
        Arena begun = run("--max-turns", "2", "--headers", "{\"Authorization\": \"" + KEY + "\"}");
        String file = begun.file(".jsonl").toString();

        assertThat(ArenaRun.of(dir, "--resume", file, "--opening", "Bye!").err())
                .contains("--opening: cannot be given");
        assertThat(ArenaRun.of(dir, "--resume", file, "--bob-model", "x").err()).contains("--bob-model: cannot");
        Arena without = ArenaRun.of(dir, "--resume", file, "--max-turns", "3");
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err()).contains("--headers: the header Authorization of Alice was not kept");

        Arena with = ArenaRun.of(
                dir, "--resume", file, "--max-turns", "3", "--headers", "{\"Authorization\": \"" + KEY + "\"}");
        assertThat(with.code()).isZero();
        assertThat(stub.requests().getLast().headers()).containsEntry("authorization", KEY);
    }

    @Test
    void repeatedRunsHaveTheirSeedsAndAreCompared() throws IOException {
        stub.on(PATH, request -> Answer.ollama(
                        "seed " + request.json().at("/options/seed").asText())
                .answer());
        Arena run = run("--repeat", "8", "--parallel", "4", "--seed", "10", "--max-turns", "3");

        assertThat(run.code()).isZero();
        assertThat(run.files(".jsonl")).hasSize(8);
        assertThat(run.files(".html")).hasSize(9);
        assertThat(run.out().lines().filter(line -> line.startsWith("duel "))).hasSize(8);
        assertThat(run.files(".jsonl").stream().map(RunsTest::lastText).collect(toSet()))
                .containsExactlyInAnyOrder(
                        "seed 10", "seed 11", "seed 12", "seed 13", "seed 14", "seed 15", "seed 16", "seed 17");
        assertThat(run.files(".html"))
                .anyMatch(file -> file.getFileName().toString().contains("comparison"));
    }

    private static String lastText(Path file) {
        try {
            return recording(file).turns().getLast().text();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theDemoNeedsNothingAndItsSeedDecidesEveryWord() throws IOException {
        Arena one = ArenaRun.of(dir.resolve("1"), "--demo", "--max-turns", "10", "--seed", "3");
        Arena same = ArenaRun.of(dir.resolve("2"), "--demo", "--max-turns", "10", "--seed", "3");
        Arena other = ArenaRun.of(dir.resolve("3"), "--demo", "--max-turns", "10", "--seed", "4");

        assertThat(one.code()).isZero();
        assertThat(one.out()).contains("Turn 10 - ", "Morticia (scripted):", "Dracula (scripted):");
        List<String> texts = texts(recording(one.file(".jsonl")));
        assertThat(texts).hasSize(10).doesNotHaveDuplicates();
        assertThat(texts(recording(same.file(".jsonl")))).isEqualTo(texts);
        assertThat(texts(recording(other.file(".jsonl")))).isNotEqualTo(texts);
    }

    @Test
    void whatSteersATerminalIsNotPrinted() {
        stub.on(PATH, Answer.ollama("\u001b[2J\u0007Hi.", "\u001b]0;owned\u0007", " Ok."));
        Arena run = run("--max-turns", "2");

        assertThat(run.out()).doesNotContain("\u001b", "\u0007").contains("Hi.");
    }
}
