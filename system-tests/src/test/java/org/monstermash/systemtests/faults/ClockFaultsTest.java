package org.monstermash.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.systemtests.OpenRoom;
import org.monstermash.systemtests.ResumingReader;

/** The clock of the machine jumps, for the gateway and its worker. */
@Tag("system")
class ClockFaultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> JUMPS = List.of("-3600", "+86400", "-86400", "+0");

    @TempDir
    Path dir;

    @Test
    void whereverTheClockJumpsTheOrderStaysAndRepliesGoOn() throws IOException {
        Path library = Privileges.fakeTime();
        Path clock = Files.writeString(dir.resolve("clock"), "+0");
        Map<String, String> lies = Map.of(
                "LD_PRELOAD", library.toString(),
                "FAKETIME_TIMESTAMP_FILE", clock.toString(),
                "FAKETIME_NO_CACHE", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_FORCE_MONOTONIC_FIX", "0", // else every timed wait of a JVM returns at once
                "PACE", "0.2");
        try (OpenRoom room = OpenRoom.in(dir, lies, List.of("ghost"));
                ResumingReader reader = room.client().readForGood("clock");
                Posting posting = Posting.into(room.client(), "clock-load", 20)) {
            List<JsonNode> causes = new ArrayList<>();
            for (String jump : JUMPS) {
                Files.writeString(clock, jump);
                JsonNode cause = room.client().say("clock", "@ghost, what time is it?");
                causes.add(cause);
                Duration off = Duration.between(
                        Instant.now(), Instant.parse(cause.get("created_at").asText()));
                assertThat(off.minusSeconds(Long.parseLong(jump)).abs()).isLessThan(Duration.ofSeconds(30));
                room.client().awaitReplyOf("ghost", cause, PATIENCE);
            }
            posting.close();
            Checker.allInOrder(room.client(), "clock", List.of(reader), causes);
            Checker.allInOrder(room.client(), "clock-load", List.of(), posting.acknowledged());
            for (JsonNode cause : causes) {
                Checker.oneOutcomeEach(room.client(), cause, reader, List.of("ghost"));
            }
            assertThat(posting.posts()).allMatch(post -> post.status() == 200);
            Reliability.figure(
                    Row.T59,
                    "%d jumps under load: %d of %d answered once, %d posts all 200 and in order",
                    JUMPS.size(),
                    causes.size(),
                    causes.size(),
                    posting.posts().size());
        }
    }
}
