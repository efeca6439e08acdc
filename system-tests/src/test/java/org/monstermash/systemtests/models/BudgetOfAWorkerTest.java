package org.monstermash.systemtests.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.models.stub.Answer;
import org.monstermash.models.stub.StubServer;
import org.monstermash.systemtests.OpenRoom;
import org.monstermash.systemtests.SocketReader;

/** A worker may be killed and started again: its budget stays spent. */
@Tag("system")
class BudgetOfAWorkerTest {
    private static final int ROOMS = 10;
    private static final Duration OUTCOME = Duration.ofSeconds(90);

    @TempDir
    Path dir;

    @Test
    void fewCallsManyCauses() {
        spend(5, 60);
    }

    @Test
    @Tag("long")
    void fiftyCallsAThousandCauses() {
        spend(50, 1_000);
    }

    private void spend(int calls, int causes) {
        try (StubServer models =
                        StubServer.start().on("/v1/chat/completions", Answer.openAi("One", " more", " call."));
                OpenRoom room = OpenRoom.in(dir, settings(models, calls), List.of("witch"))) {
            say(room, causes / 2);
            await().atMost(OUTCOME).until(() -> !models.requests().isEmpty());
            room.worker("witch").kill();
            say(room, causes / 2);
            room.startWorker("witch", "witch");
            for (int i = 0; i < ROOMS; i++) {
                awaitSpent(room, "room-" + i, calls);
            }

            // A call is counted before it is made: those that the kill came between cost one, and reached nobody.
            assertThat(models.requests()).hasSizeBetween(1, calls);
        }
    }

    /** Goes on until she says that nothing is left: each answer before costs a call. */
    private static void awaitSpent(OpenRoom room, String name, int calls) {
        for (int i = 0; i <= calls; i++) {
            if (awaitOutcome(room, name).equals("budget")) {
                return;
            }
        }
        throw new AssertionError(name + ": more answers than calls");
    }

    private static Map<String, String> settings(StubServer models, int calls) {
        return Map.of(
                "DEMO_MODE", "false",
                "PACE", "0",
                "MODEL_ROUTING__ENDPOINTS__LAB", models.base() + "/v1",
                "MODEL_ROUTING__DEFAULT_MODEL", "lab/m",
                "MODEL_ROUTING__MAX_CALLS_PER_HOUR", String.valueOf(calls));
    }

    private static void say(OpenRoom room, int messages) {
        for (int i = 0; i < messages; i++) {
            room.client().say("room-" + i % ROOMS, "Morticia, this is number " + i + "!");
        }
    }

    /** What became of one more message: the reason of a silence, or "answered". */
    private static String awaitOutcome(OpenRoom room, String name) {
        try (SocketReader reader = room.client().read("/live?why=1&room=" + name)) {
            reader.awaitEvent("hello", event -> event.path("type").asText().equals("hello"), OUTCOME);
            String id = room.client().say(name, "Morticia, and now?").get("id").asText();
            JsonNode outcome = reader.awaitEvent(
                    "an outcome",
                    event -> event.path("message").path("in_reply_to").asText().equals(id)
                            || event.path("message_id").asText().equals(id)
                                    && event.path("verdict").asText().equals("silence"),
                    OUTCOME);
            return outcome.has("reason") ? outcome.get("reason").asText() : "answered";
        }
    }
}
