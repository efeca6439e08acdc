package org.monstermash.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.Message;
import org.monstermash.gateway.fixture.Listener;
import org.monstermash.gateway.fixture.RawSocket;
import org.monstermash.gateway.fixture.TestParts;

/** A reader that never reads harms itself only. */
@QuarkusTest
@TestProfile(SlowReaderTest.LongMessages.class)
class SlowReaderTest {
    public static class LongMessages implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(TestParts.SETTING + "MAX_MESSAGE_CHARS", "30000");
        }
    }

    private static final String LONG = "x".repeat(30_000);

    /** So much that nobody's history fits into the buffers between two processes of one machine. */
    private static final String LONGER = "x".repeat(60_000);

    private static final int HISTORY = 200;

    /** Of 30 kB: more than all buffers between two processes of one machine and the queue can hold. */
    private static final int MESSAGES = 600;

    private static final int AT_ONCE = 20;

    @Inject
    ChatBus bus;

    @Inject
    Readers readers;

    @Inject
    MeterRegistry meters;

    @TestHTTPResource("/")
    URI gateway;

    @Test
    void whoReadsTooSlowlyIsToldSoWith4008AndOthersSeeNothingOfIt() throws IOException {
        double before = slowReadersClosed();
        try (RawSocket slow = new RawSocket(gateway, "/live?room=slow");
                Listener other = Listener.to(gateway, "/live?room=slow")) {
            other.awaitEvents("presence", 1);
            await().until(() -> readers.count() == 2);
            int said = 0;
            while (slowReadersClosed() == before && said < MESSAGES) {
                // no faster than a reader that does read can take it
                say("slow", AT_ONCE);
                said += AT_ONCE;
                awaitSeq(other, said);
            }

            assertThat(slow.closeCode()).isEqualTo(4008);
            assertThat(other.seqs())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, said).boxed().toList());
            assertThat(other.isOpen()).isTrue();
        }
    }

    @Test
    void whoNeverReadsIsCutOffWithin10Seconds() throws IOException {
        try (RawSocket slow = new RawSocket(gateway, "/live?room=deaf")) {
            await().until(() -> readers.count() == 1);
            for (int said = 0; said < MESSAGES; said += AT_ONCE) {
                say("deaf", AT_ONCE);
            }

            await().atMost(Duration.ofSeconds(10)).until(slow::isCut);
            await().until(() -> readers.count() == 0);
        }
    }

    @Test
    void whoStopsReadingInTheMiddleOfItsHistoryIsToldSoWith4008() throws IOException {
        double before = slowReadersClosed();
        say("past", HISTORY, LONGER);
        try (RawSocket slow = new RawSocket(gateway, "/live?room=past")) {
            await().atMost(Duration.ofSeconds(10)).until(() -> slowReadersClosed() == before + 1);

            assertThat(slow.closeCode()).isEqualTo(4008);
            await().until(() -> readers.count() == 0);
        }
    }

    private double slowReadersClosed() {
        return meters.counter("monstermash.slow.readers.closed").count();
    }

    private void say(String room, int count) {
        say(room, count, LONG);
    }

    private void say(String room, int count, String text) {
        List<CompletableFuture<Message>> said = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            said.add(bus.publish(Message.byHuman(Ids.random(), room, "Ada", text, Instant.now())));
        }
        CompletableFuture.allOf(said.toArray(CompletableFuture[]::new)).join();
    }

    private static void awaitSeq(Listener reader, long seq) {
        await().until(() -> !reader.seqs().isEmpty() && reader.seqs().getLast() == seq);
    }
}
