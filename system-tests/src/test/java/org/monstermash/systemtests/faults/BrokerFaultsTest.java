package org.monstermash.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.systemtests.FreePort;
import org.monstermash.systemtests.Jars;
import org.monstermash.systemtests.Json;
import org.monstermash.systemtests.OpenRoom;
import org.monstermash.systemtests.ResumingReader;
import org.monstermash.systemtests.SocketReader;

/** The broker is absent, killed, frozen or out of reach, or holds what nobody can read. */
@Tag("system")
class BrokerFaultsTest {
    private static final Duration ANSWER = Duration.ofSeconds(60);
    /** The promise is 5 s; a machine that is busy with other things is no broken promise. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(15);

    private static final double MOST_HEAP_MIB = 50;

    @TempDir
    Path dir;

    @Test
    void killedAndFrozenUnderLoadNothingIsLostAndAllGoesOn() {
        Duration killed = Duration.ofSeconds(Scale.of(6, 30));
        Duration frozen = Duration.ofSeconds(Scale.of(6, 20));
        KafkaHouse house = new KafkaHouse(dir);
        try (BrokerProcess broker = BrokerProcess.started(dir);
                OpenRoom room = house.openGateway("gateway", broker.address())) {
            house.startWorker(room, "ghost", "a");
            room.client().awaitPersonas(List.of("ghost"));
            away(room, Row.T9, killed, broker::kill, broker::start);
            away(room, Row.T11, frozen, broker::freeze, broker::thaw);
        }
    }

    private static void away(OpenRoom room, Row row, Duration away, Runnable go, Runnable comeBack) {
        String name = row.name().toLowerCase(Locale.ROOT);
        double heap = Gauge.heapMiB(room.gateway(), room.port());
        try (ResumingReader reader = room.client().readForGood(name);
                Posting posting = Posting.into(room.client(), name, 50)) {
            await().atMost(ANSWER).until(() -> posting.acknowledged().size() > 50);
            go.run();
            Moment.of(away);
            comeBack.run();
            long back = System.nanoTime();
            int before = posting.acknowledged().size();
            await().atMost(ANSWER).until(() -> posting.acknowledged().size() > before);
            double resumed = Moment.since(back);
            posting.close();
            JsonNode cause = room.client().say(name, "@ghost, are you still with us?");
            room.client().awaitReplyOf("ghost", cause, ANSWER);

            Checker.allInOrder(room.client(), name, List.of(reader), posting.acknowledged());
            assertThat(room.client().personasThatAnswered(cause)).containsExactly("ghost");
            assertThat(posting.posts()).allMatch(post -> post.status() == 200 || post.status() == 503);
            assertThat(posting.longest()).isLessThan(LONGEST_ANSWER);
            double grown = Gauge.heapMiB(room.gateway(), room.port()) - heap;
            assertThat(grown).isLessThanOrEqualTo(MOST_HEAP_MIB);
            Reliability.figure(
                    row,
                    "%d s: 0 of %,d acknowledged lost, 0 twice; %,d posts answered 503, the slowest after %.1f s; goes on %.1f s after the broker; heap %+.0f MB",
                    away.toSeconds(),
                    posting.acknowledged().size(),
                    posting.count(503),
                    posting.longest().toMillis() / 1e3,
                    resumed,
                    grown);
        }
    }

    @Test
    void absentAtTheStartItIsWaitedForAndNothingElseTakesItsPlace() {
        Duration absent = Duration.ofSeconds(Scale.of(8, 60));
        KafkaHouse house = new KafkaHouse(dir);
        try (BrokerProcess broker = new BrokerProcess(dir);
                OpenRoom room = house.gateway("gateway", broker.address(), Map.of())) {
            room.beginGateway(Jars.gateway());
            house.startWorker(room, "witch", "a");
            await().atMost(ANSWER)
                    .ignoreExceptions()
                    .until(() -> room.client().tryGet("/q/health/ready").status() == 503);
            await().during(absent)
                    .atMost(absent.plus(ANSWER))
                    .until(() ->
                            room.gateway().isAlive() && room.worker("witch-a").isAlive() && isNotReady(room));
            assertThat(room.client()
                            .post("/send", Map.of("room", "early", "content", "anybody?"))
                            .status())
                    .isEqualTo(503);
            broker.start();
            long back = System.nanoTime();
            room.client().awaitReady();
            double ready = Moment.since(back);
            room.client().awaitPersonas(List.of("witch"));
            JsonNode cause = room.client().say("early", "@witch, who came late?");
            room.client().awaitReplyOf("witch", cause, ANSWER);
            Reliability.figure(
                    Row.T10,
                    "%d s not ready and no switch; ready %.1f s after the broker, the worker too",
                    absent.toSeconds(),
                    ready);
        }
    }

    private static boolean isNotReady(OpenRoom room) {
        try {
            return room.client().tryGet("/q/health/ready").status() == 503;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void withAFallbackTheGatewaysOwnBusTakesThePlaceOfABrokerThatNeverComes() {
        String nowhere = "127.0.0.1:" + FreePort.find();
        KafkaHouse house = new KafkaHouse(dir);
        try (OpenRoom room = house.gateway("gateway", nowhere, Map.of("BUS__FALLBACK", "in-memory"))) {
            long begun = System.nanoTime();
            room.beginGateway(Jars.gateway());
            house.startWorker(room, "witch", "a");
            room.client().awaitReady();
            double ready = Moment.since(begun);
            room.client().awaitPersonas(List.of("witch"));

            assertThat(ready).isGreaterThan(10);
            JsonNode bus = Json.list(room.client().get("/q/health/ready").get("checks")).stream()
                    .filter(check -> check.get("name").asText().equals("bus"))
                    .findFirst()
                    .orElseThrow()
                    .get("data");
            assertThat(bus.get("backend").asText()).isEqualTo("in-memory");
            assertThat(bus.get("fallback").asText()).contains("Kafka is away", nowhere);
            room.gateway().awaitLine("the in-memory bus takes its place until the next start (BUS__FALLBACK)");
            room.worker("witch-a").awaitLine("in-memory bus takes the place of Kafka until the next start");
            try (SocketReader live = room.client().read("/live?room=cellar")) {
                live.awaitEvent(
                        "the fallback", event -> event.path("code").asText().equals("bus_fallback"), ANSWER);
            }
            JsonNode cause = room.client().say("cellar", "@witch, is it cosy without a broker?");
            room.client().awaitReplyOf("witch", cause, ANSWER);
            Checker.allInOrder(room.client(), "cellar", List.of(), List.of(cause));
            assertThat(room.client().personasThatAnswered(cause)).containsExactly("witch");
            Reliability.figure(
                    Row.K6,
                    "ready %.1f s after the gateway's start, in memory; health, both logs and the room say so; answered once",
                    ready);
        }
    }

    @Test
    void aGatewayCutOffFromTheBrokerCatchesUpWithTheOther() {
        Duration cut = Duration.ofSeconds(Scale.of(6, 40));
        KafkaHouse house = new KafkaHouse(dir);
        int behind = FreePort.find();
        try (TcpProxy proxy = TcpProxy.to(behind);
                BrokerProcess broker = BrokerProcess.started(dir, behind + ":" + proxy.port());
                OpenRoom near = house.openGateway("near", broker.address());
                OpenRoom far = house.openGateway("far", "127.0.0.1:" + proxy.port());
                ResumingReader nearReader = near.client().readForGood("cut");
                ResumingReader farReader = far.client().readForGood("cut");
                Posting atNear = Posting.into(near.client(), "cut", 20);
                Posting atFar = Posting.into(far.client(), "cut", 20)) {
            await().atMost(ANSWER).until(() -> atFar.acknowledged().size() > 20);
            proxy.hold();
            Moment.of(cut);
            proxy.heal();
            long healed = System.nanoTime();
            int before = atFar.acknowledged().size();
            await().atMost(ANSWER).until(() -> atFar.acknowledged().size() > before);
            farReader.awaitSeq(near.client().say("cut", "all here?").get("seq").asLong(), ANSWER);
            double back = Moment.since(healed);
            atNear.close();
            atFar.close();

            List<JsonNode> promised = Stream.concat(atNear.acknowledged().stream(), atFar.acknowledged().stream())
                    .toList();
            far.client().say("cut", "the last word");
            List<JsonNode> history = Checker.allInOrder(near.client(), "cut", List.of(nearReader, farReader), promised);
            assertThat(far.client().messages("cut")).isEqualTo(history);
            assertThat(atNear.posts()).allMatch(post -> post.status() == 200);
            assertThat(atFar.longest()).isLessThan(LONGEST_ANSWER);
            Reliability.figure(
                    Row.T12,
                    "%d s: all in order on both, up to date %.1f s after it healed; 0 of %,d acknowledged lost",
                    cut.toSeconds(),
                    back,
                    promised.size());
        }
    }

    @Test
    void whatNobodyCanReadIsSetAsideAndTheNextMessageAnswered() {
        KafkaHouse house = new KafkaHouse(dir);
        try (BrokerProcess broker = BrokerProcess.started(dir);
                OpenRoom room = house.openGateway("gateway", broker.address())) {
            house.startWorker(room, "witch", "a");
            room.client().awaitPersonas(List.of("witch"));
            JsonNode first = room.client().say("poison", "@witch, is this drink safe?");
            room.client().awaitReplyOf("witch", first, ANSWER);

            List<byte[]> poison = List.of(
                    "garbage".getBytes(StandardCharsets.UTF_8),
                    "{\"id\": 17, \"room\": [\"poison\"]}".getBytes(StandardCharsets.UTF_8),
                    "x".repeat(1_000_000).getBytes(StandardCharsets.UTF_8));
            KafkaHouse.produce(
                    broker.address(),
                    KafkaHouse.TOPIC,
                    poison.stream()
                            .map(value -> new ProducerRecord<>(KafkaHouse.TOPIC, "poison", value))
                            .toList());
            long begun = System.nanoTime();
            JsonNode next = room.client().say("poison", "@witch, and this one?");
            room.client().awaitReplyOf("witch", next, ANSWER);
            double answered = Moment.since(begun);

            assertThat(room.worker("witch-a").isAlive()).isTrue();
            await().atMost(ANSWER).untilAsserted(() -> assertThat(
                            KafkaHouse.everythingIn(broker.address(), KafkaHouse.TOPIC + ".dead").stream()
                                    .map(ConsumerRecord::key)
                                    .distinct())
                    .hasSize(poison.size())
                    .allMatch(key -> key.startsWith(KafkaHouse.TOPIC + "-")));
            assertThat(room.gateway().out())
                    .filteredOn(line -> line.contains("is set aside"))
                    .hasSize(poison.size());
            Checker.allInOrder(room.client(), "poison", List.of(), List.of(first, next));
            Reliability.figure(
                    Row.T6,
                    "%d records set aside, worker and gateway live, the next message answered after %.1f s",
                    poison.size(),
                    answered);
        }
    }
}
