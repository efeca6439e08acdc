package org.monstermash.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.systemtests.OpenRoom;
import org.monstermash.systemtests.RoomClient;

/** The disk was fine when the gateway started, and then every write fails. */
@Tag("system")
class FailingDiskTest {
    private static final int SAID = Scale.of(5, 20);

    @TempDir
    Path dir;

    private final List<JsonNode> promised = new ArrayList<>();

    @Test
    void whatCannotBeWrittenIsRefusedAndSaidUntilItCanBeWritten() throws IOException {
        try (OpenRoom room = OpenRoom.in(dir, Map.of(), List.of())) {
            post(room, SAID);
            Privileges.limitFiles(room.gateway(), "0");

            assertThat(post(room, SAID)).containsOnly(503);
            saysThatItIsNotReady(room);
            assertThat(room.client().messages("failing")).isEqualTo(promised);

            Privileges.limitFiles(room.gateway(), "unlimited");
            long mended = System.nanoTime();
            room.client().awaitReady(); // without anybody who posts
            double recovered = Moment.since(mended);
            assertThat(post(room, SAID)).containsOnly(200);
            nothingIsLost(room);
            Reliability.figure(
                    Row.T58B,
                    "%d of %d posts refused with 503, not ready, one line, reads go on; ready again after %.1f s; 0 lost",
                    SAID,
                    SAID,
                    recovered);
        }
    }

    @Test
    void whoseFilesAreTakenAwayRefusesUntilItIsRestarted() throws IOException {
        try (OpenRoom room = OpenRoom.in(dir, Map.of(), List.of())) {
            post(room, SAID);
            int taken = Privileges.takeFiles(room.gateway(), "chat.db");

            assertThat(post(room, SAID)).containsOnly(503);
            saysThatItIsNotReady(room);
            nothingIsLost(room);
            Reliability.figure(
                    Row.T58C,
                    "%d files taken: %d of %d posts refused with 503, not ready, one line; 0 lost after its restart",
                    taken,
                    SAID,
                    SAID);
        }
    }

    private static void saysThatItIsNotReady(OpenRoom room) throws IOException {
        RoomClient.Answer ready = room.client().tryGet("/q/health/ready");
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.body().toString()).contains("chat.db cannot be written");
        assertThat(room.gateway().out())
                .filteredOn(line -> line.contains("the history cannot be written"))
                .hasSize(1);
    }

    /** What each was answered. */
    private List<Integer> post(OpenRoom room, int times) {
        return IntStream.range(0, times).mapToObj(i -> post(room)).toList();
    }

    private int post(OpenRoom room) {
        RoomClient.Answer answer =
                room.client().post("/send", Map.of("room", "failing", "author", "Tester", "content", "is this kept?"));
        if (answer.status() == 200) {
            promised.add(answer.body());
        }
        return answer.status();
    }

    private void nothingIsLost(OpenRoom room) {
        room.gateway().kill();
        room.startGateway();
        Checker.allInOrder(room.client(), "failing", List.of(), promised);
    }
}
