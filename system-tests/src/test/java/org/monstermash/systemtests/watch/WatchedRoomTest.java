package org.monstermash.systemtests.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.models.stub.Answer;
import org.monstermash.models.stub.Request;
import org.monstermash.models.stub.StubServer;
import org.monstermash.systemtests.OpenRoom;
import org.monstermash.systemtests.RunningProcess;

/** What operators see of a room in memory. */
@Tag("system")
class WatchedRoomTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path dir;

    private static StubServer models;
    private static Collector collector;
    private static OpenRoom room;
    private static RunningProcess sibyl;
    private static Traced traced;

    @BeforeAll
    static void open() {
        models = StubServer.start().on("/v1/chat/completions", WatchedRoomTest::answer);
        collector = Collector.start();
        room = OpenRoom.in(dir, settings(dir, models, collector), List.of());
        sibyl = room.startWorker(Traced.SIBYL, Traced.SIBYL);
        room.startWorker(Traced.ECHO, Traced.ECHO);
        room.client().awaitPersonas(List.of(Traced.SIBYL, Traced.ECHO));
        traced = Traced.ask(room, collector);
    }

    /** The echo's model refuses, so that there is a failure to see, and somebody to stand in. */
    static Map<String, String> settings(Path dir, StubServer models, Collector collector) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "DEMO_MODE", "false",
                "PACE", "0",
                "LOG_FORMAT", "json",
                "LOG_LEVEL", "debug",
                "OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint(),
                "MODEL_ROUTING__DEFAULT_MODEL", "lab/quick",
                "MODEL_ROUTING__PERSONA_MODEL_MAP", "{\"echo\":\"lab/shut\"}",
                "MODEL_ROUTING__ENDPOINTS__LAB", models.base() + "/v1",
                "MODEL_ROUTING__MAX_CALLS_PER_HOUR", "1000")); // so that there is something left of it
        settings.put("PERSONAS_DIR", Traced.personas(dir).toString());
        settings.put("MODEL_ROUTING__KEYS__LAB", Traced.KEY);
        return settings;
    }

    static Answer answer(Request request) {
        return request.json().get("model").asText().equals("shut")
                ? Answer.status(401, "{}")
                : Answer.openAi(Traced.WORDS, ".").answer();
    }

    @AfterAll
    static void close() {
        room.close();
        collector.close();
        models.close();
    }

    @Test
    void aMessageIsFollowedFromThePostToTheSockets() {
        traced.leadsFromThePostToTheSockets();
        traced.isJoinedAcrossProcesses();
        traced.saysWhyTheOtherIsSilent();
    }

    @Test
    void tracesHoldNoWordsAndNoKeys() {
        assertThat(collector.everything()).doesNotContain("xylophone", Traced.WORDS, Traced.KEY);
    }

    @Test
    void theDashboardShowsOnlyWhatAGatewayCounts() {
        JsonNode cause = room.client().say("dashboard", "@echo, are you there?");
        room.client().awaitReplyOf(Traced.ECHO, cause, SOON);

        Set<String> shown = new TreeSet<>(Dashboard.metrics());
        // only where there is Kafka: see WatchedKafkaTest
        assertThat(shown.remove("monstermash_bus_lag")).isTrue();
        assertThat(shown).hasSizeGreaterThan(12);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Dashboard.exportedBy(room)).containsAll(shown));
    }

    @Test
    void linesOfEveryProcessAreJsonWithTheSameKeys() throws IOException {
        JsonNode cause = room.client().say("lines", "@sibyl, write a line!");
        room.client().awaitReplyOf(Traced.SIBYL, cause, SOON);
        String reply = room.client().repliesTo(cause).getFirst().get("id").asText();

        JsonNode worker = awaitLine(sibyl, "said", reply);
        JsonNode gateway = awaitLine(room.gateway(), "stored", reply);
        for (JsonNode line : List.of(worker, gateway)) {
            JsonNode keys = line.get("mdc");
            assertThat(keys.get("room").asText()).isEqualTo("lines");
            assertThat(keys.get("persona").asText()).isEqualTo(Traced.SIBYL);
            assertThat(keys.get("message_id")).isEqualTo(cause.get("id"));
            assertThat(keys.get("reply_id").asText()).isEqualTo(reply);
            assertThat(keys.get("model").asText()).isEqualTo("lab/quick");
            assertThat(line.get("level").asText()).isNotEmpty();
        }
        assertThat(sibyl.out())
                .allSatisfy(line -> assertThat(JSON.readTree(line)).isNotEmpty());
        assertThat(room.gateway().out())
                .allSatisfy(line -> assertThat(JSON.readTree(line)).isNotEmpty());
        assertThat(String.join("\n", sibyl.out())
                        + String.join("\n", room.gateway().out()))
                .doesNotContain(Traced.WORDS, Traced.KEY);
    }

    private static JsonNode awaitLine(RunningProcess process, String words, String reply) throws IOException {
        String line = await().alias(words + " " + reply)
                .atMost(SOON)
                .until(
                        () -> process.out().stream()
                                .filter(each -> each.contains(reply) && each.contains(words))
                                .findFirst()
                                .orElse(""),
                        each -> !each.isEmpty());
        return JSON.readTree(line);
    }
}
