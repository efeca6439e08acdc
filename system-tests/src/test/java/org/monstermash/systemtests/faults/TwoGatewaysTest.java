package org.monstermash.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.systemtests.Jars;
import org.monstermash.systemtests.Json;
import org.monstermash.systemtests.OpenRoom;
import org.monstermash.systemtests.ResumingReader;
import org.monstermash.systemtests.RoomClient;

/** Two gateways and two workers of each persona, on one broker. */
@Tag("system")
class TwoGatewaysTest {
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final List<String> PERSONAS = Scale.isFull() ? OpenRoom.THE_FIVE : OpenRoom.THE_FIVE.subList(0, 2);

    private static final int ROOMS = 12;

    /** How much longer than promised it may take in a build, on a machine that is busy with other things. */
    private static final int LENIENCE = 3;

    @TempDir
    static Path dir;

    private static BrokerProcess broker;
    private static KafkaHouse house;
    private static OpenRoom one;
    private static OpenRoom two;

    @BeforeAll
    static void open() {
        broker = BrokerProcess.started(dir);
        house = new KafkaHouse(dir);
        one = house.openGateway("one", broker.address());
        two = house.openGateway("two", broker.address());
        for (String persona : PERSONAS) {
            house.startWorker(one, persona, "a");
            house.startWorker(two, persona, "b");
        }
        one.client().awaitPersonas(PERSONAS);
        two.client().awaitPersonas(PERSONAS);
    }

    @AfterAll
    static void close() {
        Stream.of(one, two, broker).filter(each -> each != null).forEach(TwoGatewaysTest::close);
    }

    private static void close(AutoCloseable each) {
        try {
            each.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void readersOfBothReadTheSameInTheSameOrder() {
        int readers = Scale.of(20, 50);
        try (Herd atOne = Herd.enter(one.port(), readers, i -> "both");
                Herd atTwo = Herd.enter(two.port(), readers, i -> "both");
                ResumingReader first = one.client().readForGood("both");
                ResumingReader second = two.client().readForGood("both");
                Posting here = Posting.into(one.client(), "both", 25);
                Posting there = Posting.into(two.client(), "both", 25)) {
            Moment.of(Duration.ofSeconds(Scale.of(3, 20)));
            here.close();
            there.close();
            List<JsonNode> promised = Stream.concat(here.acknowledged().stream(), there.acknowledged().stream())
                    .toList();
            List<JsonNode> history = Checker.allInOrder(one.client(), "both", List.of(first, second), promised);
            long newest = history.getLast().get("seq").asLong();
            atOne.awaitSeq(newest);
            atTwo.awaitSeq(newest);
            // Behind it a monster may have spoken meanwhile.
            assertThat(two.client().messages("both")).startsWith(history.toArray(JsonNode[]::new));
            assertThat(Stream.concat(atOne.members().stream(), atTwo.members().stream()))
                    .allMatch(member -> member.trouble().isEmpty() && member.messages() >= history.size());
            Reliability.figure(
                    Row.T14, "2 × %d readers: all %,d messages, one order, one seq", readers, history.size());
        }
    }

    @Test
    void oneClientIdOverBothIsOneMessage() {
        int times = 10;
        Map<String, String> body = Map.of("room", "same", "author", "Tester", "content", "once", "client_id", "c-1");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<RoomClient.Answer>> answers = IntStream.range(0, times)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> (i % 2 == 0 ? one : two).client().post("/send", body), threads))
                    .toList();
            List<RoomClient.Answer> all =
                    answers.stream().map(CompletableFuture::join).toList();

            assertThat(all).allMatch(answer -> answer.status() == 200);
            assertThat(all.stream()
                            .map(answer -> answer.body().get("id").asText())
                            .distinct())
                    .hasSize(1);
            assertThat(one.client().messages("same")).hasSize(1);
            assertThat(two.client().messages("same")).hasSize(1);
            Reliability.figure(Row.T15, "1 message, its id in %d of %d answers", times, times);
        }
    }

    @Test
    void everyMessageHasOneOutcomeOfEachPersona() throws Exception {
        int rooms = Scale.of(6, 50);
        int each = Scale.of(3, 10);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> talks = new ArrayList<>();
            for (int i = 0; i < rooms; i++) {
                String room = "talk-" + i;
                OpenRoom gateway = i % 2 == 0 ? one : two;
                talks.add(threads.submit(() -> talk(gateway.client(), room, each)));
            }
            int replies = 0;
            for (Future<Integer> talk : talks) {
                replies += talk.get();
            }
            for (int i = 0; i < rooms; i++) {
                assertThat(two.client().messages("talk-" + i))
                        .isEqualTo(one.client().messages("talk-" + i));
            }
            Reliability.figure(
                    Row.K2,
                    "%d messages in %d rooms, %d personas by two workers each: %d replies, every other a silence with its reason; both gateways the same",
                    rooms * each,
                    rooms,
                    PERSONAS.size(),
                    replies);
        }
    }

    /** One message after the other, each when all is said about the one before. */
    private static int talk(RoomClient client, String room, int messages) {
        int replies = 0;
        try (ResumingReader reader = client.readForGood(room)) {
            for (int i = 0; i < messages; i++) {
                JsonNode cause = client.say(
                        room, "@" + PERSONAS.get(i % PERSONAS.size()) + ", what do you make of omen " + i + "?");
                Checker.oneOutcomeEach(client, cause, reader, PERSONAS);
                replies += client.repliesTo(cause).size();
            }
            Checker.allInOrder(client, room, List.of(reader), List.of());
        }
        return replies;
    }

    @Test
    void whenOneWorkerIsKilledTheOtherAnswersInItsRooms() {
        String persona = PERSONAS.getFirst();
        one.worker(persona + "-a").kill();
        long killed = System.nanoTime();
        try {
            answerAll(ask(persona, "orphan"));
        } finally {
            house.startWorker(one, persona, "a");
        }
        double last = Moment.since(killed);
        assertThat(last).isLessThan(Scale.of(LENIENCE, 1) * 10);
        Reliability.figure(Row.K4, "all of %d rooms answered, the last %.1f s after the kill", ROOMS, last);
    }

    @Test
    void aPersonasOnlyWorkerIsKilledAndAnswersInItsRoomsWhenItIsBack() {
        String persona = PERSONAS.getLast();
        one.worker(persona + "-a").close();
        try {
            answerAll(ask(persona, "alone"));
            two.worker(persona + "-b").kill();
            List<JsonNode> causes = ask(persona, "back");
            house.startWorker(two, persona, "b");
            two.worker(persona + "-b").awaitLine("wakes up");
            long up = System.nanoTime();
            answerAll(causes);
            double last = Moment.since(up);
            assertThat(last).isLessThan(Scale.of(LENIENCE, 1) * 5);
            Reliability.figure(Row.K5, "all of %d rooms answered, the last %.1f s after it was up", ROOMS, last);
        } finally {
            house.startWorker(one, persona, "a");
        }
    }

    private static List<JsonNode> ask(String persona, String rooms) {
        return IntStream.range(0, ROOMS)
                .mapToObj(i -> one.client().say(rooms + "-" + i, "@" + persona + ", who is left?"))
                .toList();
    }

    /** Returns when each is answered, once. */
    private static void answerAll(List<JsonNode> causes) {
        for (JsonNode cause : causes) {
            String persona = cause.get("content").asText().substring(1).split(",")[0];
            one.client().awaitReplyOf(persona, cause, ANSWER);
            assertThat(one.client().personasThatAnswered(cause)).containsOnlyOnce(persona);
        }
    }

    /** In a topic of its own, which the other gateways and the workers do not read. */
    @Test
    void aFreshGatewayReadsALongTopicAndARestartedOneDoesNotReadItAgain() {
        int messages = Scale.of(5_000, 100_000);
        String brokers = broker.address();
        Map<String, String> topic = Map.of("BUS__KAFKA__TOPIC", "long");
        double usual;
        try (OpenRoom first = house.gateway("first", brokers, topic)) {
            startAsShipped(first);
            first.gateway().terminate();
            first.gateway().awaitExit(ANSWER);
            usual = startAsShipped(first);
        }
        List<ProducerRecord<String, byte[]>> records = IntStream.range(0, messages)
                .mapToObj(i -> new ProducerRecord<>("long", "long-" + i % 20, message("long-" + i % 20, i)))
                .toList();
        KafkaHouse.produce(brokers, "long", records);
        try (OpenRoom fresh = house.gateway("fresh", brokers, topic)) {
            double caughtUp = startAsShipped(fresh);
            double cpu = Gauge.cpuSeconds(fresh.gateway());
            double rss = Gauge.peakRssMiB(fresh.gateway());
            for (int room = 0; room < 20; room++) {
                assertThat(RoomClient.contents(fresh.client().messages("long-" + room)))
                        .isEqualTo(IntStream.iterate(room, i -> i < messages, i -> i + 20)
                                .mapToObj(TwoGatewaysTest::content)
                                .toList());
            }
            assertThat(caughtUp).isLessThan(Scale.of(LENIENCE, 1) * 10);
            assertThat(rss).isLessThan(250);
            fresh.gateway().terminate();
            fresh.gateway().awaitExit(ANSWER);
            double again = startAsShipped(fresh);
            assertThat(again).isLessThan(usual + Scale.of(LENIENCE, 1));
            Reliability.figure(
                    Row.K1,
                    "%,d messages: ready %.1f s after its start, %.1f s of processor time, RSS %.0f MB at most; restarted %.1f s, where no message is in the topic %.1f s",
                    messages,
                    caughtUp,
                    cpu,
                    rss,
                    again,
                    usual);
        }
    }

    /** Returns the seconds it took to be ready. */
    private static double startAsShipped(OpenRoom room) {
        long begun = System.nanoTime();
        room.beginGateway(Jars.gateway());
        room.client().awaitReady();
        return Moment.since(begun);
    }

    private static String content(int number) {
        return "The moon is full, said somebody for the " + number + ". time.";
    }

    private static byte[] message(String room, int number) {
        return Json.write(Map.of(
                        "id",
                        UUID.nameUUIDFromBytes((room + number).getBytes(StandardCharsets.UTF_8))
                                .toString()
                                .replace("-", ""),
                        "author",
                        "Ada",
                        "role",
                        "human",
                        "content",
                        content(number),
                        "room",
                        room,
                        // older than anybody answers
                        "created_at",
                        Instant.now().minus(Duration.ofDays(1)).toString()))
                .getBytes(StandardCharsets.UTF_8);
    }
}
