package org.monstermash.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.systemtests.OpenRoom;
import org.monstermash.systemtests.ResumingReader;
import org.monstermash.systemtests.RoomClient;
import org.monstermash.systemtests.RunningProcess;
import org.monstermash.systemtests.SocketReader;

/** One process after the other is told to go, and another takes its place, while people post. */
@Tag("system")
class RollingRestartTest {
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final double LONGEST_END = Scale.of(15, 5);
    private static final int PER_SECOND = Scale.of(20, 50);
    /** Restarted is what has been running for a while, not what is just starting. */
    private static final int SECONDS_BEFORE = Scale.of(1, 20);

    private static final int READERS = 5;
    /** So many lines in the one room to a question in a room of its own. */
    private static final int LINES_TO_A_QUESTION = Scale.of(10, 25);

    private static final int RESTART = 1012;
    /** Longer than a busy machine needs for all restarts: what is silent is silent for no other reason. */
    private static final String REPLY_TTL = "600s";

    private static final List<String> PERSONAS = OpenRoom.THE_FIVE.subList(0, Scale.of(1, 5));

    @TempDir
    Path dir;

    private double longestEnd;
    private int restarts;

    @Test
    void onKafkaGatewaysAndWorkersAreRestartedInTurn() throws Exception {
        KafkaHouse house = new KafkaHouse(dir);
        List<String> ids = List.of("a", "b");
        try (BrokerProcess broker = BrokerProcess.started(dir);
                OpenRoom one = house.gateway("one", broker.address(), Map.of("REPLY_TTL", REPLY_TTL));
                OpenRoom two = house.gateway("two", broker.address(), Map.of("REPLY_TTL", REPLY_TTL))) {
            one.startGateway();
            two.startGateway();
            for (String persona : PERSONAS) {
                ids.forEach(id -> house.startWorker(one, persona, id));
            }
            one.client().awaitPersonas(PERSONAS);
            two.client().awaitPersonas(PERSONAS);
            try (ResumingReader first = one.client().readForGood("rolling");
                    ResumingReader second = two.client().readForGood("rolling");
                    Insisting people = postingAt(one.client(), two.client())) {
                restartGateway(one);
                for (String persona : PERSONAS) {
                    for (String id : ids) {
                        end(one.worker(persona + "-" + id));
                        house.startWorker(one, persona, id);
                        one.worker(persona + "-" + id).awaitLine("attached to the bus");
                    }
                }
                restartGateway(two);
                people.close();
                nothingIsLostOrDoubled(one.client(), people, List.of(first, second), Row.K7);
                assertThat(two.client().messages("rolling"))
                        .isEqualTo(one.client().messages("rolling"));
            }
        }
    }

    @Test
    void inMemoryTheGatewayAndTheWorkersAreRestartedInTurn() throws Exception {
        try (OpenRoom room = OpenRoom.in(dir, Map.of("PACE", "0.1", "REPLY_TTL", REPLY_TTL), PERSONAS);
                ResumingReader reader = room.client().readForGood("rolling");
                Insisting people = postingAt(room.client())) {
            restartGateway(room);
            for (String persona : PERSONAS) {
                end(room.worker(persona));
                room.startWorker(persona, persona).awaitLine("attached to the bus");
            }
            restartGateway(room);
            people.close();
            nothingIsLostOrDoubled(room.client(), people, List.of(reader), Row.T26B);
        }
    }

    private static Insisting postingAt(RoomClient... doors) {
        Insisting people = Insisting.at(List.of(doors), PER_SECOND, RollingRestartTest::words);
        await().atMost(ANSWER).until(() -> people.acknowledged().size() > SECONDS_BEFORE * PER_SECOND);
        return people;
    }

    private static Map<String, String> words(int number) {
        if (number % LINES_TO_A_QUESTION > 0) {
            return Map.of("room", "rolling", "author", "Tester", "content", "line " + number);
        }
        String persona = PERSONAS.get(number / LINES_TO_A_QUESTION % PERSONAS.size());
        return Map.of(
                "room",
                "ask-" + number,
                "author",
                "Tester",
                "content",
                "@" + persona + ", is number " + number + " a good omen?");
    }

    private void restartGateway(OpenRoom gateway) throws Exception {
        List<SocketReader> sockets = IntStream.range(0, READERS)
                .mapToObj(i -> gateway.client().read("/live?room=rolling"))
                .toList();
        end(gateway.gateway());
        for (SocketReader socket : sockets) {
            assertThat(socket.closed().get(10, TimeUnit.SECONDS)).isEqualTo(RESTART);
        }
        gateway.startGateway();
    }

    private void end(RunningProcess process) {
        long told = System.nanoTime();
        process.terminate();
        assertThat(process.awaitExit(Duration.ofSeconds(20))).as(process.said()).isZero();
        longestEnd = Math.max(longestEnd, Moment.since(told));
        restarts++;
    }

    private void nothingIsLostOrDoubled(RoomClient client, Insisting people, List<ResumingReader> readers, Row row) {
        List<JsonNode> promised = people.acknowledged();
        assertThat(promised).hasSize(people.begun());
        List<JsonNode> history = Checker.allInOrder(client, "rolling", readers, promised);
        assertThat(history.stream()
                        .filter(message -> message.get("role").asText().equals("human")))
                .hasSize((int)
                        promised.stream().filter(RollingRestartTest::isLine).count());

        List<JsonNode> questions = promised.stream()
                .filter(message -> !RollingRestartTest.isLine(message))
                .toList();
        for (JsonNode question : questions) {
            String addressed = question.get("content").asText().substring(1).split(",")[0];
            client.awaitReplyOf(addressed, question, ANSWER);
            Checker.allInOrder(client, question.get("room").asText(), List.of(), List.of(question));
        }
        assertThat(longestEnd).isLessThanOrEqualTo(LONGEST_END);
        Reliability.figure(
                row,
                "%d restarts, each ended with 0 after at most %.1f s: 0 of %,d messages lost, 0 twice (%d tries were made again); %d of %d questions answered once",
                restarts,
                longestEnd,
                promised.size(),
                people.triedAgain(),
                questions.size(),
                questions.size());
    }

    private static boolean isLine(JsonNode message) {
        return message.get("room").asText().equals("rolling");
    }
}
