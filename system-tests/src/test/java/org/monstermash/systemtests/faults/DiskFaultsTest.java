package org.monstermash.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.systemtests.FreePort;
import org.monstermash.systemtests.Invariants;
import org.monstermash.systemtests.Jars;
import org.monstermash.systemtests.OpenRoom;
import org.monstermash.systemtests.RoomClient;
import org.monstermash.systemtests.RunningProcess;

/** The disk is full, damaged, or can only be read. */
@Tag("system")
class DiskFaultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path dir;

    @Test
    void aFullDiskTakesNothingServesReadersAndGoesOnByItself() throws IOException {
        try (Privileges.SmallDisk disk = Privileges.SmallDisk.mounted(dir.resolve("data"), "size=8m")) {
            Path filler = Files.write(disk.folder().resolve("filler"), new byte[3 << 20]);
            try (OpenRoom room = OpenRoom.in(dir, Map.of(), List.of())) {
                List<JsonNode> promised = new ArrayList<>();
                String long4000 = "x".repeat(4_000);
                RoomClient.Answer answer = post(room.client(), long4000);
                while (answer.status() == 200) {
                    promised.add(answer.body());
                    answer = post(room.client(), long4000);
                }
                assertThat(answer.status()).isIn(507, 503);
                int refused = 20;
                assertThat(IntStream.range(0, refused)
                                .mapToObj(i -> post(room.client(), long4000).status()))
                        .allMatch(status -> status == 507 || status == 503);
                assertThat(room.client().messages("full")).hasSizeGreaterThanOrEqualTo(promised.size());

                Files.delete(filler);
                long freed = System.nanoTime();
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> post(room.client(), "room again").status() == 200);
                double recovered = Moment.since(freed);
                room.gateway().kill();
                room.startGateway();
                Checker.allInOrder(room.client(), "full", List.of(), promised);
                Reliability.figure(
                        Row.T55,
                        "%d stored, then %d of %d refused with 507 or 503; stores again %.1f s after there is room; 0 lost",
                        promised.size(),
                        refused,
                        refused,
                        recovered);
            }
        }
    }

    private static RoomClient.Answer post(RoomClient client, String content) {
        return client.post("/send", Map.of("room", "full", "author", "Tester", "content", content));
    }

    @Test
    void aCutLogAndAFlippedBitCostOnlyThemselves() throws IOException {
        Path database = dir.resolve("data/chat.db");
        int said = 30;
        int left;
        try (OpenRoom room = OpenRoom.in(dir, Map.of(), List.of())) {
            for (int i = 1; i <= said; i++) {
                room.client().say("torn", "the line number " + i + ".");
            }
            room.gateway().kill();
            cut(database.resolveSibling("chat.db-wal"), 100);
            room.startGateway();
            List<JsonNode> history = room.client().messages("torn");
            left = history.size();
            assertThat(left).isBetween(said - 3, said - 1);
            Invariants.holdInHistory(history);
            assertThat(room.client().say("torn", "and on").get("seq").asInt()).isEqualTo(left + 1);

            room.gateway().terminate();
            room.gateway().awaitExit(PATIENCE);
            flipABit(database, "the line number 7.");
            room.startGateway();

            assertThat(room.client().messages("torn").stream()
                            .map(message -> message.get("seq").asInt()))
                    .isEqualTo(IntStream.rangeClosed(1, left + 1)
                            .filter(seq -> seq != 7)
                            .boxed()
                            .toList());
            room.client().messages("torn");
            assertThat(room.gateway().out())
                    .filteredOn(line -> line.contains("torn, seq 7"))
                    .hasSize(1);
        }
        Reliability.figure(Row.T56, "%d of %d messages after the cut; the damaged row alone is left out", left, said);
    }

    @Test
    void onADiskThatCanOnlyBeReadItDoesNotStartAndSaysWhy() {
        try (Privileges.SmallDisk disk = Privileges.SmallDisk.mounted(dir.resolve("data"), "ro,size=1m");
                RunningProcess gateway = RunningProcess.start(
                        dir,
                        Map.of("DATA_DIR", disk.folder().toString(), "GATEWAY_PORT", String.valueOf(FreePort.find())),
                        Jars.gateway())) {
            int code = gateway.awaitExit(PATIENCE);

            assertThat(code).isNotZero();
            assertThat(gateway.err())
                    .as(gateway.said())
                    .singleElement()
                    .asString()
                    .contains("DATA_DIR");
            Reliability.figure(Row.T58, "exit %d and one line that names DATA_DIR", code);
        }
    }

    @Test
    void aLongHistoryOpensAtOnce() throws IOException {
        int messages = Scale.of(20_000, 1_000_000);
        Path data = dir.resolve("data");
        try (RunningProcess writing = RunningProcess.start(
                dir,
                Map.of(),
                Jars.gatewayTest(
                        "org.monstermash.gateway.history.ManyMessages", data.toString(), String.valueOf(messages)))) {
            assertThat(writing.awaitExit(Duration.ofMinutes(10)))
                    .as(writing.said())
                    .isZero();
        }
        long begun = System.nanoTime();
        try (OpenRoom room = OpenRoom.in(dir, Map.of(), List.of())) {
            double ready = Moment.since(begun);
            String newest = "/api/rooms/graveyard/messages?limit=200";
            JsonNode page = room.client().get(newest);
            assertThat(page.get("messages")).hasSize(200);
            assertThat(page.get("messages").get(199).get("seq").asInt()).isEqualTo(messages);
            long asked = System.nanoTime();
            int pages = 50;
            for (int i = 0; i < pages; i++) {
                room.client().get(newest + "&before=" + (messages - i * (messages / 100)));
            }
            Reliability.figure(
                    Row.T60,
                    "%,d messages: ready after %.1f s, RSS %.0f MB, a page of 200 in %.0f ms",
                    messages,
                    ready,
                    Gauge.rssMiB(room.gateway()),
                    Moment.since(asked) * 1_000 / pages);
            assertThat(ready).isLessThan(30);
        }
    }

    private static void cut(Path file, int bytes) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(open.length() - bytes);
        }
    }

    /** Wherever it stands: a page that is not used any more may hold it too. */
    private static void flipABit(Path file, String where) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int found = 0;
        for (int at = text.indexOf(where); at >= 0; at = text.indexOf(where, at + 1)) {
            bytes[at] ^= 4;
            found++;
        }
        assertThat(found).isPositive();
        Files.write(file, bytes);
    }
}
