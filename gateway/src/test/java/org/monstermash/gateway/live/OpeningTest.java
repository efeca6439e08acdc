package org.monstermash.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.bus.event.EventJson;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.Message;
import org.monstermash.gateway.fixture.Trouble;
import org.monstermash.gateway.fixture.TroubledHistory;
import org.monstermash.gateway.history.History;
import org.monstermash.gateway.watch.Meters;

/** Many come at once. */
class OpeningTest {
    private static final String ROOM = "crypt";
    private static final String LONG = "x".repeat(20_000);

    @TempDir
    Path dir;

    private final EventLoop loop = new DefaultEventLoop();
    private final Fanout fanout = new Fanout((room, persona) -> false, Clock.systemUTC(), (message, begun) -> {});
    private final Meters meters = new Meters(new SimpleMeterRegistry());
    private final AtomicInteger readings = new AtomicInteger();
    private History history;
    private Opening opening;

    /** A reader and what it is sent. */
    private record Guest(Reader reader, RecordedSocket socket) {}

    @BeforeEach
    void open() {
        history = History.open(dir, Clock.systemUTC());
        opening = new Opening(
                new TroubledHistory(history, new Trouble()) {
                    @Override
                    public List<Message> after(String room, long after, int limit) {
                        readings.incrementAndGet();
                        return super.after(room, after, limit);
                    }
                },
                fanout,
                200);
    }

    @AfterEach
    void close() {
        history.close();
        loop.shutdownGracefully();
    }

    @Test
    void whoComesBackAfterTheFirstIsGivenTheSameWithoutTheDisk() {
        say(5, "boo");
        Guest first = guest(2);
        opening.welcome(first.reader());
        assertThat(seqs(first)).containsExactly(3L, 4L, 5L);

        int before = readings.get();
        for (int had = 2; had <= 5; had++) {
            Guest next = guest(had);
            assertThat(atOnce(next)).isTrue();
            assertThat(types(next)).startsWith("hello", "presence");
            assertThat(seqs(next)).containsExactlyElementsOf(seqs(had + 1, 5));
        }
        assertThat(readings).hasValue(before);
    }

    @Test
    void whatIsSaidAfterwardsComesOnceToAll() {
        say(3, "boo");
        Guest first = guest(0);
        opening.welcome(first.reader());
        tell(say(1, "boo"));
        Guest second = guest(1);
        assertThat(atOnce(second)).isTrue();
        tell(say(1, "boo"));

        assertThat(seqs(first)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(seqs(second)).containsExactly(2L, 3L, 4L, 5L);
    }

    @Test
    void whoMissedMoreThanIsAtHandIsGivenItFromTheDisk() {
        say(5, "boo");
        opening.welcome(guest(4).reader());
        Guest late = guest(1);

        assertThat(atOnce(late)).isFalse();
        opening.welcome(late.reader());
        assertThat(seqs(late)).containsExactly(2L, 3L, 4L, 5L);
        assertThat(atOnce(guest(1))).isTrue();
    }

    @Test
    void whoHasMoreThanWasToldYetIsNotReset() {
        say(1, "boo");
        opening.welcome(guest(0).reader());
        say(1, "boo");
        Guest ahead = guest(2);

        assertThat(atOnce(ahead)).isFalse();
        opening.welcome(ahead.reader());
        assertThat(types(ahead)).containsExactly("hello", "presence");
    }

    @Test
    void whoDoesNotReadKeepsNobodyElseOut() {
        say(100, LONG);
        List<Guest> deaf = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Guest guest = guest(0);
            deaf.add(guest);
            Thread.startVirtualThread(() -> opening.welcome(guest.reader()));
        }
        await().until(() -> deaf.stream().allMatch(guest -> guest.reader().waitingBytes() > 0));

        Guest healthy = guest(99);
        opening.welcome(healthy.reader());
        assertThat(seqs(healthy)).containsExactly(100L);
    }

    private boolean atOnce(Guest guest) {
        return onLoop(() -> opening.welcomeAtOnce(guest.reader()));
    }

    private Guest guest(long after) {
        RecordedSocket socket = new RecordedSocket();
        Visit visit = Visit.of(ROOM, history.epoch(), String.valueOf(after), null);
        return new Guest(new Reader(visit, Wire.LIVE, loop, socket, new Goodbye(), meters), socket);
    }

    private Message say(int times, String content) {
        Message last = null;
        for (int i = 0; i < times; i++) {
            last = history.append(Message.byHuman(Ids.random(), ROOM, "Ada", content, Instant.now()))
                    .join()
                    .message();
        }
        return last;
    }

    private void tell(Message message) {
        fanout.onMessage(message);
    }

    private List<JsonNode> events(Guest guest) {
        // what a task of the loop puts into it comes behind the task
        for (int i = 0; i < 4; i++) {
            onLoop(() -> null);
        }
        return onLoop(() -> guest.socket().frames.stream()
                .map(OpeningTest::json)
                .flatMap(json -> json.isArray() ? json.valueStream() : java.util.stream.Stream.of(json))
                .toList());
    }

    private List<String> types(Guest guest) {
        return events(guest).stream().map(event -> event.get("type").asText()).toList();
    }

    private List<Long> seqs(Guest guest) {
        return events(guest).stream()
                .filter(event -> event.has("message"))
                .map(event -> event.get("seq").asLong())
                .toList();
    }

    private static List<Long> seqs(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private <T> T onLoop(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, loop).join();
    }

    private static JsonNode json(String frame) {
        try {
            return EventJson.MAPPER.readTree(frame);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
