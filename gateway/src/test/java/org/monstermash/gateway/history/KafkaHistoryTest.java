package org.monstermash.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.contract.Lines;
import org.monstermash.bus.event.EventJson;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.kafka.KafkaChatBus;
import org.monstermash.bus.kafka.KafkaSettings;
import org.monstermash.gateway.fixture.BrokerProcess;

/** Gateways' histories over one broker. */
class KafkaHistoryTest {
    private static final AtomicInteger TOPICS = new AtomicInteger();
    private static BrokerProcess broker;

    @TempDir
    Path folder;

    private final String topic = "history." + TOPICS.incrementAndGet();
    private final List<Place> open = new ArrayList<>();

    private record Place(History history, ChatBus bus, AtomicInteger replaced) {
        void close() {
            bus.close();
            history.close();
        }
    }

    @BeforeAll
    static void startBroker() {
        broker = new BrokerProcess(BrokerProcess.freePort()).start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @AfterEach
    void close() {
        open.forEach(Place::close);
    }

    private Place gateway(String name) {
        History history = History.openForTopic(folder.resolve(name), Clock.systemUTC());
        AtomicInteger replaced = new AtomicInteger();
        KafkaSettings settings =
                new KafkaSettings(List.of(broker.address()), topic, "test", 3, (short) 1, Optional.empty(), Map.of());
        ChatBus bus = new KafkaChatBus(
                settings, Optional.of(history.readModel()), Clock.systemUTC(), replaced::incrementAndGet, line -> {});
        Place place = new Place(history, bus, replaced);
        open.add(place);
        eventually(() -> assertThat(bus.health().ready()).isTrue());
        return place;
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(assertion);
    }

    private static Message say(Place place, String content) {
        return place.bus
                .publish(Lines.human(content))
                .orTimeout(15, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void gatewaysHoldTheSameHistoryUnderTheSameEpoch() {
        Place one = gateway("one");
        for (int i = 0; i < 20; i++) {
            say(one, "line " + i);
        }
        Place two = gateway("two");

        assertThat(two.history.after(Lines.ROOM, 0, 100)).hasSize(20).isEqualTo(one.history.after(Lines.ROOM, 0, 100));
        assertThat(two.history.epoch()).isEqualTo(one.history.epoch());
        assertThat(say(two, "from the other").seq()).isEqualTo(21);
        eventually(() -> assertThat(one.history.lastSeq(Lines.ROOM)).isEqualTo(21));
    }

    @Test
    void aGatewayThatWasAwayReadsWhatItMissed() {
        Place one = gateway("one");
        say(one, "before");
        String epoch = one.history.epoch();
        open.remove(one);
        one.close();
        say(gateway("two"), "meanwhile");

        Place again = gateway("one");

        assertThat(again.history.epoch()).isEqualTo(epoch);
        assertThat(again.history.after(Lines.ROOM, 0, 10))
                .extracting(Message::content)
                .containsExactly("before", "meanwhile");
        assertThat(say(again, "after").seq()).isEqualTo(3);
    }

    @Test
    @Tag("long")
    void whenTheTopicIsMadeAnewTheHistoryBeginsAnew() throws Exception {
        Place one = gateway("one");
        say(one, "old");
        String epoch = one.history.epoch();

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            admin.deleteTopics(List.of(topic)).all().get(15, TimeUnit.SECONDS);
        }

        eventually(() -> assertThat(one.replaced).hasValue(1));
        eventually(() -> assertThat(one.history.rooms()).isEmpty());
        assertThat(one.history.epoch()).isNotEqualTo(epoch);
        // The broker may make it anew by itself, with another number of partitions: that is seen, too.
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(say(one, "new").content()).isEqualTo("new"));
    }

    @Test
    @Tag("long")
    void aHundredThousandMessagesAreCaughtUpWith() throws Exception {
        gateway("first").close();
        open.clear();
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address(), "linger.ms", 20),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < 100_000; i++) {
                Message message = Lines.human("room-" + i % 50, "line " + i + " of a long story about bones and roses");
                producer.send(new ProducerRecord<>(topic, message.room(), EventJson.write(message)));
            }
        }
        Instant began = Instant.now();
        Place fresh = gateway("fresh");
        Duration took = Duration.between(began, Instant.now());
        System.out.printf("caught up with 100,000 messages in %.1f s%n", took.toMillis() / 1000.0);

        assertThat(fresh.history.rooms()).hasSize(50).allSatisfy(room -> assertThat(room.seq())
                .isEqualTo(2_000));
        assertThat(took).as("10 s on a quiet machine").isLessThan(Duration.ofSeconds(55));
    }
}
