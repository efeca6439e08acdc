package org.monstermash.systemtests.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.systemtests.OpenRoom;
import org.monstermash.systemtests.ResumingReader;
import org.monstermash.systemtests.RoomClient;
import org.monstermash.systemtests.SocketReader;

/** The gateway dies, or is told to go. */
@Tag("system")
class GatewayFaultsTest {
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final double LONGEST_END = Scale.of(15, 5);

    @TempDir
    Path dir;

    @Test
    void killedUnderLoadItKeepsWhatItAcknowledgedAndItsReadersGoOn() {
        int kills = Scale.of(2, 10);
        double slowest = 0;
        try (OpenRoom room = OpenRoom.in(dir, Map.of("PACE", "0"), List.of("ghost"));
                ResumingReader first = room.client().readForGood("load");
                ResumingReader second = room.client().readForGood("load");
                Posting posting = Posting.into(room.client(), "load", 100)) {
            for (int kill = 0; kill < kills; kill++) {
                Moment.of(Duration.ofSeconds(2));
                room.gateway().kill();
                room.startGateway();
                long back = System.nanoTime();
                JsonNode mark = room.client().say("load", "back " + kill);
                for (ResumingReader reader : List.of(first, second)) {
                    reader.awaitSeq(mark.get("seq").asLong(), ANSWER);
                }
                slowest = Math.max(slowest, Moment.since(back));
            }
            posting.close();
            room.client().awaitPersonas(List.of("ghost"));
            JsonNode last = room.client().say("load", "@ghost, are you still there?");
            room.client().awaitReplyOf("ghost", last, ANSWER);

            assertThat(posting.acknowledged()).hasSizeGreaterThan(100);
            List<JsonNode> history =
                    Checker.allInOrder(room.client(), "load", List.of(first, second), posting.acknowledged());
            Reliability.figure(
                    Row.T8,
                    "%d kills: 0 of %,d acknowledged lost, all in order (%,d messages), readers up to date after %.1f s",
                    kills,
                    posting.acknowledged().size(),
                    history.size(),
                    slowest);
        }
    }

    @Test
    void toldToStopItAnswersWhatIsUnderWayAndTellsEveryReader() throws Exception {
        int readers = Scale.of(20, 200);
        int posts = 50;
        try (OpenRoom room = OpenRoom.in(dir, Map.of(), List.of());
                RoomClient other = new RoomClient(room.port());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<SocketReader> sockets = IntStream.range(0, readers)
                    .mapToObj(i -> other.read("/live?room=stop"))
                    .toList();
            List<CompletableFuture<RoomClient.Answer>> answers = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> answerOfAPost(room.client()), threads))
                    .limit(posts)
                    .toList();
            CompletableFuture.anyOf(answers.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);

            long told = System.nanoTime();
            room.gateway().terminate();

            int code = room.gateway().awaitExit(Duration.ofSeconds(20));
            double took = Moment.since(told);
            assertThat(code).isZero();
            for (SocketReader socket : sockets) {
                assertThat(socket.closed().get(10, TimeUnit.SECONDS)).isEqualTo(1012);
            }
            // Who came after the door was shut got no answer, which promises nothing.
            assertThat(answers)
                    .extracting(answer -> answer.join().status())
                    .containsAnyOf(200)
                    .isSubsetOf(200, 503, 0);
            List<JsonNode> stored = answers.stream()
                    .map(CompletableFuture::join)
                    .filter(answer -> answer.status() == 200)
                    .map(RoomClient.Answer::body)
                    .toList();
            assertThat(took).isLessThanOrEqualTo(LONGEST_END);
            room.startGateway();
            Checker.allInOrder(room.client(), "stop", List.of(), stored);
            Reliability.figure(
                    Row.T26,
                    "%d readers closed with 1012, %d of %d posts under way answered with 200 and stored, exit 0 after %.1f s",
                    readers,
                    stored.size(),
                    posts,
                    took);
        }
    }

    @Test
    void toldToStopItTurnsAwayWhoComesAndFinishesWhatHasBegun() throws Exception {
        String body = "{\"room\":\"stop\",\"author\":\"Tester\",\"content\":\"half of it is here\"}";
        try (OpenRoom room = OpenRoom.in(dir, Map.of(), List.of());
                SocketReader socket = room.client().read("/live?room=stop");
                Socket slow = new Socket("127.0.0.1", room.port())) {
            slow.getOutputStream()
                    .write(utf8("POST /send HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                            + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"));
            BufferedReader answer = new BufferedReader(new InputStreamReader(slow.getInputStream(), UTF_8));
            assertThat(answer.readLine()).contains("100 Continue");

            room.gateway().terminate();
            assertThat(socket.closed().get(10, TimeUnit.SECONDS)).isEqualTo(1012);
            await().atMost(ANSWER)
                    .untilAsserted(() ->
                            assertThat(answerOfAPost(room.client()).status()).isEqualTo(503));
            slow.getOutputStream().write(utf8(body));

            assertThat(answer.readLine()).isEmpty();
            assertThat(answer.readLine()).contains("200 OK");
            assertThat(room.gateway().awaitExit(Duration.ofSeconds(20))).isZero();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    private static RoomClient.Answer answerOfAPost(RoomClient client) {
        try {
            return client.tryPost("/send", Map.of("room", "stop", "author", "Tester", "content", "wait for me"));
        } catch (IOException e) {
            return new RoomClient.Answer(0, null);
        }
    }
}
