package org.monstermash.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.architecture.Repository;
import org.monstermash.models.stub.Answer;
import org.monstermash.models.stub.Request;
import org.monstermash.models.stub.StubServer;

/**
 * The scripts as README names them, in a folder that looks like a fresh clone: everything in it is the repository's,
 * except what the scripts make.
 */
@Tag("system")
class ScriptsTest {
    private static final Set<String> MADE_BY_SCRIPTS = Set.of(".env", "data", "logs", ".run");
    private static final Duration SCRIPT = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(10);

    @TempDir
    Path dir;

    private Path clone;
    private final int port = FreePort.find();
    private final RoomClient client = new RoomClient(port);

    @BeforeEach
    void linkTheRepository() throws IOException {
        clone = Files.createDirectory(dir.resolve("a clone"));
        try (Stream<Path> entries = Files.list(Repository.ROOT)) {
            for (Path entry : entries.toList()) {
                if (!MADE_BY_SCRIPTS.contains(entry.getFileName().toString())) {
                    Files.createSymbolicLink(clone.resolve(entry.getFileName()), entry);
                }
            }
        }
    }

    @AfterEach
    void stopEverything() {
        try (RunningProcess panic = script("scripts/panic.sh")) {
            panic.awaitExit(SCRIPT);
        }
        client.close();
    }

    @Test
    void theQuickStartOpensTheRoomAndTerminationLeavesNothing() throws IOException {
        List<String> quickStart = Repository.commandsIn("README.md", "## Quick start");
        try (RunningProcess setup = script(quickStart.getFirst())) {
            assertThat(setup.awaitExit(SCRIPT)).as(setup.said()).isZero();
        }
        assertThat(clone.resolve(".env")).hasSameTextualContentAs(Repository.ROOT.resolve(".env.example"));

        try (RunningProcess run = script(quickStart.getLast())) {
            run.awaitLine("The room:  http://localhost:" + port);
            client.awaitPersonas(OpenRoom.THE_FIVE);
            List<ProcessHandle> processes = started();
            assertThat(processes).hasSize(1 + OpenRoom.THE_FIVE.size());

            run.terminate();

            run.awaitExit(STOP);
            assertThat(processes).noneMatch(ProcessHandle::isAlive);
            assertThat(clone.resolve("logs/witch.log")).isNotEmptyFile();
            assertThat(clone.resolve(".run")).doesNotExist();
        }
    }

    @Test
    void withoutWorkersOnlyTheRoomOpens() throws IOException {
        try (RunningProcess run = script("scripts/run.sh", "--no-workers")) {
            run.awaitLine("The room:  http://localhost:" + port);

            assertThat(client.personas()).isEmpty();
            assertThat(started()).hasSize(1);
        }
    }

    @Test
    void aMonsterThatDiedIsStartedAgain() throws IOException {
        try (RunningProcess run = script("scripts/run.sh")) {
            run.awaitLine("The room:");
            client.awaitPersonas(OpenRoom.THE_FIVE);
            long ghost = recordedPid("ghost");

            ProcessHandle.of(ghost).orElseThrow().destroyForcibly();

            run.awaitLine("ghost ended with code 137");
            await().atMost(SCRIPT).until(() -> recordedPid("ghost") != ghost);
            client.awaitPersonas(OpenRoom.THE_FIVE);
        }
    }

    @Test
    void panicStopsEverythingEvenWhenRunWasKilled() throws IOException {
        try (RunningProcess run = script("scripts/run.sh")) {
            run.awaitLine("The room:");
            List<ProcessHandle> processes = started();
            run.kill();

            try (RunningProcess panic = script("scripts/panic.sh")) {
                assertThat(panic.awaitExit(SCRIPT)).as(panic.said()).isZero();
            }

            assertThat(processes).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        }
    }

    @Test
    void aPortThatIsTakenIsSaidWithItsHolder() {
        try (RunningProcess first = script("scripts/run.sh", "--no-workers")) {
            first.awaitLine("The room:");

            try (RunningProcess second = script("scripts/run.sh", "--no-workers")) {
                assertThat(second.awaitExit(SCRIPT)).isEqualTo(1);
                assertThat(second.err())
                        .singleElement()
                        .asString()
                        .contains("Port " + port + " is taken by", "UVICORN_PORT=" + (port + 1) + " scripts/run.sh");
            }
        }
    }

    @Test
    void onKafkaWithoutABrokerItRunsOneOfItsOwn() throws IOException {
        assumeFalse(Engine.answers(), "with an engine it is compose's");
        try (RunningProcess run = script("scripts/run.sh", "--kafka=" + FreePort.find())) {
            run.awaitLine("The room:");
            client.awaitPersonas(OpenRoom.THE_FIVE);
            JsonNode cause = client.say("crypt", "@witch, who carries our words?");
            client.awaitReplyOf("witch", cause, SCRIPT);
            List<ProcessHandle> processes = started();
            assertThat(processes).hasSize(2 + OpenRoom.THE_FIVE.size());
            assertThat(clone.resolve("data/kafka/monster.chat-0")).isDirectory();

            run.terminate();

            run.awaitExit(STOP.multipliedBy(2));
            assertThat(processes).noneMatch(ProcessHandle::isAlive);
            assertThat(clone.resolve(".run")).doesNotExist();
        }
    }

    @Test
    void aPortOfKafkaThatIsTakenIsSaidAndNothingIsLeft() throws IOException {
        assumeFalse(Engine.answers(), "with an engine it is compose's");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RunningProcess run = script("scripts/run.sh", "--kafka=" + taken.getLocalPort())) {
            assertThat(run.awaitExit(SCRIPT)).as(run.said()).isEqualTo(1);

            assertThat(run.out()).anyMatch(line -> line.contains("port " + taken.getLocalPort() + " is taken by"));
            assertThat(clone.resolve(".run")).doesNotExist();
        }
    }

    @Test
    void aSettingThatCannotBeUsedIsSaidInOneLine() {
        try (RunningProcess run = RunningProcess.start(
                dir,
                Map.of("UVICORN_PORT", "door"),
                List.of(clone.resolve("scripts/run.sh").toString()))) {
            assertThat(run.awaitExit(SCRIPT)).isEqualTo(2);
            assertThat(run.err()).containsExactly("UVICORN_PORT=door: expected a whole number from 1 to 65535");
        }
    }

    @Test
    void tryModelsAsksEachConfiguredModelOnce() {
        try (StubServer models = StubServer.start()
                        .on(
                                "/v1/chat/completions",
                                Answer.openAi("Good", " evening.").usage(40, 5))
                        .on("/api/chat", Answer.ollama("Boo."))
                        .on("/v1/messages", Answer.status(401, "{\"error\":{\"message\":\"no such key\"}}"));
                RunningProcess tried = RunningProcess.start(
                        dir,
                        Map.of(
                                "OPENAI_API_BASE",
                                models.base() + "/v1",
                                "OLLAMA_API_BASE",
                                models.base(),
                                "ANTHROPIC_API_BASE",
                                models.base(),
                                "MODEL_ROUTING__DEFAULT_MODEL",
                                "gpt-of-tests",
                                "MODEL_ROUTING__PERSONA_MODEL_MAP",
                                "{\"ghost\":\"ollama/llama3.2\",\"vampire\":\"anthropic/claude-of-tests\"}"),
                        List.of(clone.resolve("scripts/try-models.sh").toString()))) {
            assertThat(tried.awaitExit(SCRIPT.multipliedBy(2))).as(tried.said()).isEqualTo(1);

            assertThat(models.requests())
                    .extracting(Request::path)
                    .containsExactlyInAnyOrder("/v1/chat/completions", "/api/chat", "/v1/messages");
            assertThat(String.join("\n", tried.out()))
                    .contains("openai/gpt-of-tests", "Good evening.", "40 tokens in, 5 out; first after", " ms")
                    .contains("ollama/llama3.2", "Boo.", "anthropic/claude-of-tests", "❌ unauthorized");
        }
    }

    @Test
    void helpNamesEveryOption() {
        try (RunningProcess run = script("scripts/run.sh", "-h")) {
            assertThat(run.awaitExit(SCRIPT)).isZero();
            assertThat(String.join("\n", run.out())).contains("--with-workers", "--no-workers", "--kafka", "-h");
        }
    }

    /** From another folder than the clone. */
    private RunningProcess script(String name, String... arguments) {
        List<String> command = Stream.concat(Stream.of(clone.resolve(name).toString()), Stream.of(arguments))
                .toList();
        return RunningProcess.start(dir, Map.of("UVICORN_PORT", String.valueOf(port)), command);
    }

    /** The jars that run: what is recorded beside their keepers. */
    private List<ProcessHandle> started() throws IOException {
        try (Stream<Path> records = Files.list(records())) {
            return records.map(path -> path.getFileName().toString())
                    .filter(name -> !name.contains("."))
                    .flatMap(name -> ProcessHandle.of(recordedPid(name)).stream())
                    .toList();
        }
    }

    private long recordedPid(String name) {
        try {
            return Long.parseLong(Files.readString(records().resolve(name)).split(" ")[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path records() {
        return clone.resolve(".run").resolve(String.valueOf(port));
    }
}
