package org.monstermash.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.systemtests.OpenRoom;
import org.monstermash.systemtests.ResumingReader;
import org.monstermash.systemtests.RoomClient;
import org.monstermash.systemtests.SocketReader;

/** Readers that are slow, cut off, confused or too many. */
@Tag("system")
class ReaderFaultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TOO_SLOW = 4008;
    private static final int FULL = 1013;
    private static final String LONG = "x".repeat(30_000);
    private static final int MOST_MESSAGES = 2_000;

    @TempDir
    static Path dir;

    private static OpenRoom room;

    @BeforeAll
    static void open() {
        room = OpenRoom.in(dir, Map.of("MAX_MESSAGE_CHARS", "30000", "PACE", "2"), List.of("witch"));
    }

    @AfterAll
    static void close() {
        room.close();
    }

    private static RoomClient client() {
        return room.client();
    }

    @Test
    void whoNeverReadsIsSentAwayAndMissesNothingOnItsReturn() throws IOException {
        // Enough that what is kept for who comes back (8 MiB) is full before the heap is measured.
        int calmly = Scale.of(150, 500);
        int slowReaders = Scale.of(1, 10);
        List<JsonNode> promised = new ArrayList<>();
        double slowest = 0;
        try (ResumingReader quick = client().readForGood("slow");
                Bystander bystander = Bystander.in(client(), "slow")) {
            sayCalmly(calmly, bystander, promised);
            bystander.p99(); // a gateway that has just started is slower
            sayCalmly(calmly, bystander, promised);
            double calm = bystander.p99();
            // What is loaded and kept once, for all slow readers, is not theirs.
            sendAwayWhoNeverReads(new HerdMember(slowReaders, "slow"), bystander, promised);
            bystander.p99();
            double before = Gauge.heapMiB(room.gateway(), room.port());
            for (int i = 0; i < slowReaders; i++) {
                slowest = Math.max(slowest, sendAwayWhoNeverReads(new HerdMember(i, "slow"), bystander, promised));
            }
            double disturbed = bystander.p99();
            double grown = Gauge.heapMiB(room.gateway(), room.port()) - before;

            Checker.allInOrder(client(), "slow", List.of(quick), promised);
            assertThat(grown).isLessThanOrEqualTo(2.0 * slowReaders);
            if (Scale.isFull()) {
                assertThat(disturbed).isLessThanOrEqualTo(2 * calm);
            }
            Reliability.figure(
                    Row.T16,
                    "%d slow readers one after the other, each closed after at most %.1f s; heap %+.1f MB; on their return 0 gaps; the others missed nothing, 99th percentile %.0f ms, then %.0f ms (%+.0f %%)",
                    slowReaders,
                    slowest,
                    grown,
                    calm,
                    disturbed,
                    (disturbed / calm - 1) * 100);
        }
    }

    private static void sayCalmly(int times, Bystander bystander, List<JsonNode> promised) {
        for (int i = 0; i < times; i++) {
            promised.add(bystander.say(LONG));
        }
    }

    /** Seconds until it was noticed. */
    private static double sendAwayWhoNeverReads(HerdMember slow, Bystander bystander, List<JsonNode> promised)
            throws IOException {
        double closedBefore = slowReadersClosed();
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(64 * 1024);
            socket.connect(new InetSocketAddress("127.0.0.1", room.port()));
            socket.getOutputStream().write(slow.handshake(room.port()).array());
            readUntil(socket, slow, promised.getLast().get("seq").asLong());
            long begun = System.nanoTime();
            for (int i = 0; i < MOST_MESSAGES && slowReadersClosed() == closedBefore; i += 10) {
                for (int j = 0; j < 10; j++) {
                    promised.add(bystander.say(LONG));
                }
            }
            double noticed = Moment.since(begun);
            assertThat(slowReadersClosed()).isEqualTo(closedBefore + 1);
            readAll(socket, slow);
            assertThat(slow.closeCode()).isIn(0, TOO_SLOW); // 0: this machine was too slow to read it within 3 s
            try (Socket again = new Socket("127.0.0.1", room.port())) {
                slow.leaves();
                again.getOutputStream().write(slow.handshake(room.port()).array());
                readUntil(again, slow, promised.getLast().get("seq").asLong());
            }
            assertThat(slow.trouble()).isEmpty();
            return noticed;
        }
    }

    private static double slowReadersClosed() {
        return Gauge.meter(room.port(), "monstermash_slow_readers_closed");
    }

    private static void readAll(Socket socket, HerdMember member) {
        byte[] buffer = new byte[64 * 1024];
        try {
            socket.setSoTimeout(10_000);
            InputStream in = socket.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                member.take(ByteBuffer.wrap(buffer, 0, read));
            }
        } catch (IOException e) {
            // closed, as it has to be
        }
    }

    private static void readUntil(Socket socket, HerdMember member, long seq) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        socket.setSoTimeout(30_000);
        while (member.seq() < seq) {
            int read = socket.getInputStream().read(buffer);
            assertThat(read).isPositive();
            member.take(ByteBuffer.wrap(buffer, 0, read));
        }
    }

    @Test
    void whoIsCutOffInTheMiddleOfAReplyShowsItsFinalText() {
        try (TcpProxy proxy = TcpProxy.to(room.port());
                RoomClient far = new RoomClient(proxy.port());
                SocketReader first = far.read("/live?room=cut")) {
            JsonNode cause = client().say("cut", "@witch, tell us of the moonlight and of the dark!");
            first.awaitEvent(
                    "some words", event -> isDelta(event) && event.get("index").asInt() >= 1, PATIENCE);
            proxy.drop();
            JsonNode hello = first.events("hello").getFirst();
            try (SocketReader second = far.read("/live?room=cut&epoch="
                    + hello.get("epoch").asText() + "&after=" + cause.get("seq").asLong())) {
                client().awaitReplyOf("witch", cause, PATIENCE);
                JsonNode reply = client().repliesTo(cause).getFirst();
                second.awaitEvent(
                        "the reply", event -> event.path("message").path("id").equals(reply.get("id")), PATIENCE);

                StringBuilder shown = new StringBuilder();
                List<JsonNode> deltas = second.events("reply_delta");
                deltas.forEach(delta -> shown.append(delta.path("text").asText()));
                assertThat(second.events("reset")).isEmpty();
                assertThat(second.events("message")).hasSize(1);
                // Where the reply was said before the second connection stood, the message is all there is to show.
                if (!deltas.isEmpty()) {
                    assertThat(shown).hasToString(reply.get("content").asText());
                }
                Reliability.figure(
                        Row.T20,
                        "cut after %d deltas; %d more after coming back; the text is the same, byte for byte",
                        first.events("reply_delta").size(),
                        deltas.size());
            }
        }
    }

    private static boolean isDelta(JsonNode event) {
        return event.path("type").asText().equals("reply_delta");
    }

    @Test
    void whoClaimsWhatCannotBeGetsAResetAndNobodyElseNotices() {
        client().say("lost", "one");
        client().say("lost", "two");
        try (SocketReader bystander = client().read("/live?room=lost")) {
            String epoch = bystander
                    .awaitEvent("hello", event -> event.path("type").asText().equals("hello"), PATIENCE)
                    .get("epoch")
                    .asText();
            List<String> claims = Stream.of(
                            "epoch=another&after=1",
                            "epoch=" + epoch + "&after=3",
                            "epoch=" + epoch + "&after=-1",
                            "epoch=" + epoch + "&after=9223372036854775808")
                    .toList();
            for (String claim : claims) {
                try (SocketReader confused = client().read("/live?room=lost&" + claim)) {
                    confused.awaitEvent(
                            "two", event -> event.path("seq").asInt() == 2 && event.has("message"), PATIENCE);
                    assertThat(confused.events("reset")).as(claim).hasSize(1);
                    assertThat(confused.events("message")).as(claim).hasSize(2);
                }
            }
            client().say("lost", "three");
            bystander.awaitEvent("three", event -> event.path("seq").asInt() == 3 && event.has("message"), PATIENCE);
            assertThat(bystander.events("reset")).isEmpty();
            assertThat(room.gateway().out()).noneMatch(line -> line.contains("Exception"));
            Reliability.figure(Row.T21, "%d of %d got a reset and the whole room", claims.size(), claims.size());
        }
    }

    @Test
    void whoComesWhenTheRoomIsFullIsSentAway(@TempDir Path small) throws Exception {
        int most = 5;
        try (OpenRoom full = OpenRoom.in(small, Map.of("MAX_CONNECTIONS", String.valueOf(most)), List.of());
                Herd herd = Herd.enter(full.port(), most, i -> "full");
                SocketReader late = full.client().read("/live?room=full")) {
            assertThat(late.closed().get(30, TimeUnit.SECONDS)).isEqualTo(FULL);

            herd.awaitSeq(full.client().say("full", "still here?").get("seq").asLong());
            assertThat(herd.inside()).isEqualTo(most);
            Reliability.figure(Row.T25, "number %d of %d closed with 1013, the others untouched", most + 1, most);
        }
    }

    @Test
    void allWhoAreCutOffAtOnceComeBackWithoutGaps(@TempDir Path storm) {
        int readers = Scale.of(300, 5_000);
        try (OpenRoom house = OpenRoom.in(storm, Map.of(), List.of());
                TcpProxy proxy = TcpProxy.to(house.port());
                Herd herd = Herd.enter(proxy.port(), readers, i -> "storm")) {
            herd.comeBack();
            Posting posting = Posting.into(house.client(), "storm", 10);
            try (posting) {
                await().atMost(PATIENCE).until(() -> posting.acknowledged().size() > 10);
                proxy.drop();
                long cut = System.nanoTime();
                await().atMost(PATIENCE).until(() -> herd.inside() < readers);
                herd.awaitAllInside();
                JsonNode mark = house.client().say("storm", "everybody here?");
                herd.awaitSeq(mark.get("seq").asLong());
                double back = Moment.since(cut);
                posting.close();
                assertThat(herd.members()).allMatch(member -> member.trouble().isEmpty());
                assertThat(posting.posts()).allMatch(post -> post.status() == 200);
                Reliability.figure(
                        Row.T18,
                        "%,d readers back and up to date after %.1f s, 0 gaps; %d posts meanwhile, all answered with 200",
                        readers,
                        back,
                        posting.posts().size());
            }
        }
    }
}
