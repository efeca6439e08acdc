package org.monstermash.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.systemtests.OpenRoom;

/** Nothing dies, for ten minutes. */
@Tag("system")
@Tag("long")
class SoakTest {
    private static final int MINUTES = 10;
    private static final int SETTLED = 3;

    @TempDir
    Path dir;

    @Test
    void tenMinutesUnderLoadLeaveMemoryAndFilesAsTheyWere() {
        List<String> rooms = IntStream.range(0, 20).mapToObj(i -> "soak-" + i).toList();
        try (OpenRoom house = OpenRoom.in(dir, Map.of("PACE", "0.2"), OpenRoom.THE_FIVE);
                Herd herd = Herd.enter(house.port(), 500, i -> rooms.get(i % rooms.size()));
                Posting posting = Posting.into(house.client(), rooms, 50)) {
            Moment.of(Duration.ofMinutes(SETTLED));
            double heap = Gauge.heapMiB(house.gateway(), house.port());
            double rss = Gauge.rssMiB(house.gateway());
            long files = Gauge.openFiles(house.gateway());
            Moment.of(Duration.ofMinutes(MINUTES - SETTLED));
            double heapAfter = Gauge.heapMiB(house.gateway(), house.port());
            double rssAfter = Gauge.rssMiB(house.gateway());
            long filesAfter = Gauge.openFiles(house.gateway());
            posting.close();

            assertThat(posting.posts()).allMatch(post -> post.status() == 200);
            for (String room : rooms) {
                Checker.allInOrder(house.client(), room, List.of(), posting.acknowledged());
            }
            assertThat(herd.inside()).isEqualTo(500);
            assertThat(herd.members()).allMatch(member -> member.trouble().isEmpty());
            assertThat(heapAfter - heap).isLessThan(30);
            assertThat(filesAfter - files).isBetween(-20L, 20L); // keep-alive connections of the people who post
            Reliability.figure(
                    Row.T64,
                    "%,d posts, 500 readers, 5 monsters: heap %.0f → %.0f MB, RSS %.0f → %.0f MB, files %d → %d",
                    posting.posts().size(),
                    heap,
                    heapAfter,
                    rss,
                    rssAfter,
                    files,
                    filesAfter);
        }
    }
}
