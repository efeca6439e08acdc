package org.monstermash.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9}, at any moment: nothing is lost and nothing is said twice. */
@Tag("system")
class CrashTest {
    private static final int KILLS = 20;
    private static final int LONGEST_DELAY_MILLIS = 3_000;
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final long SEED = 31_10;

    @TempDir
    Path dir;

    @Test
    void aWorkerKilledAtAnyMomentAnswersEveryCauseExactlyOnce() throws InterruptedException {
        Random dice = new Random(SEED);
        List<JsonNode> causes = new ArrayList<>();
        try (OpenRoom room = OpenRoom.in(dir, Map.of(), List.of("witch"))) {
            for (int kill = 0; kill < KILLS; kill++) {
                JsonNode cause = room.client()
                        .say("crash-" + kill, "@witch, what do you see in the smoke, number " + kill + "?");
                causes.add(cause);
                pause(dice.nextInt(LONGEST_DELAY_MILLIS));
                room.worker("witch").kill();
                room.startWorker("witch", "witch");
                room.client().awaitReplyOf("witch", cause, ANSWER);
            }

            await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(causes)
                    .allSatisfy(cause -> assertThat(room.client().personasThatAnswered(cause))
                            .containsExactly("witch")));
            causes.forEach(cause -> Invariants.holdInHistory(
                    room.client().messages(cause.get("room").asText())));
        }
    }

    @Test
    void aGatewayKilledUnderLoadKeepsWhatItAcknowledgedAndItsReadersGoOn() throws InterruptedException {
        try (OpenRoom room = OpenRoom.in(dir, Map.of("PACE", "0"), List.of("ghost"));
                ResumingReader first = room.client().readForGood("load");
                ResumingReader second = room.client().readForGood("load");
                Posting posting = new Posting(room.client())) {
            for (int kill = 0; kill < 2; kill++) {
                pause(3_000);
                room.gateway().kill();
                room.startGateway();
            }
            pause(2_000);
            posting.close();
            room.client().awaitPersonas(List.of("ghost"));
            JsonNode last = room.client().say("load", "@ghost, are you still there?");
            room.client().awaitReplyOf("ghost", last, ANSWER);

            List<JsonNode> history = room.client().messages("load");
            Invariants.holdInHistory(history);
            assertThat(posting.acknowledged()).hasSizeGreaterThan(200);
            assertThat(history.stream().map(message -> message.get("id").asText()))
                    .containsAll(posting.acknowledged());
            for (ResumingReader reader : List.of(first, second)) {
                readEverything(reader, history);
            }
        }
    }

    private static void readEverything(ResumingReader reader, List<JsonNode> history) {
        List<Long> seqs =
                history.stream().map(message -> message.get("seq").asLong()).toList();
        await().atMost(ANSWER)
                .until(() -> !reader.messages().isEmpty()
                        && reader.messages().getLast().get("seq").asLong() >= seqs.getLast());
        Invariants.holdForReader(reader.messages());
        assertThat(reader.messages().stream().map(event -> event.get("seq").asLong()))
                .containsAll(seqs);
        assertThat(reader.resets()).isEmpty();
    }

    private static void pause(int millis) throws InterruptedException {
        // Not waiting for a state: the moment of the kill is what varies.
        new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }

    /** A hundred messages a second, as long as it is open. */
    private static final class Posting implements AutoCloseable {
        private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        private final ExecutorService posts = Executors.newVirtualThreadPerTaskExecutor();
        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        private int number;

        Posting(RoomClient client) {
            clock.scheduleAtFixedRate(() -> post(client, number++), 0, 10, TimeUnit.MILLISECONDS);
        }

        private void post(RoomClient client, int number) {
            posts.submit(() -> {
                try {
                    RoomClient.Answer answer = client.tryPost(
                            "/send",
                            Map.of(
                                    "room",
                                    "load",
                                    "author",
                                    "Tester",
                                    "content",
                                    "line " + number,
                                    "client_id",
                                    "c" + number));
                    if (answer.status() == 200) {
                        acknowledged.add(answer.body().get("id").asText());
                    }
                } catch (IOException e) {
                    // not acknowledged: nothing was promised
                }
            });
        }

        List<String> acknowledged() {
            return List.copyOf(acknowledged);
        }

        /** Returns when every post has its answer. */
        @Override
        public void close() {
            clock.shutdownNow();
            posts.close();
        }
    }
}
