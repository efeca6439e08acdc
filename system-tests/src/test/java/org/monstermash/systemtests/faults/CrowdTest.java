package org.monstermash.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.systemtests.OpenRoom;

/** Many rooms, many readers. */
@Tag("system")
class CrowdTest {
    private static final int POSTS_AT_ONCE = 50;
    private static final double MOST_RSS_MIB = 400;
    /** With few readers what all share weighs more. */
    private static final double MOST_KIB_EACH = Scale.of(60, 20);

    @TempDir
    Path dir;

    @Test
    void manyRoomsAndManyIdleReadersCostLittle() throws InterruptedException {
        int rooms = Scale.of(300, 10_000);
        int idle = Scale.of(300, 5_000);
        Duration idleFor = Scale.isFull() ? Duration.ofMinutes(2) : Duration.ofSeconds(12);
        try (OpenRoom house = OpenRoom.in(dir, Map.of("MAX_CONNECTIONS", String.valueOf(rooms + idle)), List.of())) {
            try (Herd herd = Herd.enter(house.port(), rooms, i -> "room-" + i)) {
                long begun = System.nanoTime();
                sayInEach(house, rooms);
                herd.awaitSeq(1);
                double delivered = Moment.since(begun);
                double rss = Gauge.rssMiB(house.gateway());
                assertThat(herd.members()).allMatch(member -> member.messages() == 1);
                assertThat(rss).isLessThanOrEqualTo(MOST_RSS_MIB);
                Reliability.figure(
                        Row.T22, "%,d messages posted and delivered in %.1f s, RSS %.0f MB", rooms, delivered, rss);
            }
            double before = Gauge.heapMiB(house.gateway(), house.port());
            try (Herd herd = Herd.enter(house.port(), idle, i -> "idle")) {
                Moment.of(idleFor);
                double each = (Gauge.heapMiB(house.gateway(), house.port()) - before) * 1024 / idle;
                assertThat(herd.inside()).isEqualTo(idle);
                assertThat(each).isLessThanOrEqualTo(MOST_KIB_EACH);
                herd.awaitSeq(
                        house.client().say("idle", "still awake?").get("seq").asLong());
                assertThat(herd.members()).allMatch(member -> member.trouble().isEmpty());
                Reliability.figure(
                        Row.T23, "%,d for %d s: 0 lost, %.1f KB of heap each", idle, idleFor.toSeconds(), each);
            }
        }
    }

    private static void sayInEach(OpenRoom house, int rooms) throws InterruptedException {
        Semaphore places = new Semaphore(POSTS_AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < rooms; i++) {
                String room = "room-" + i;
                places.acquire();
                threads.submit(() -> {
                    try {
                        return house.client().say(room, "hello");
                    } finally {
                        places.release();
                    }
                });
            }
        }
    }
}
