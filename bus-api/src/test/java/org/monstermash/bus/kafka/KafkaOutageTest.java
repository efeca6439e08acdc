package org.monstermash.bus.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.monstermash.bus.contract.Lines.WITCH;
import static org.monstermash.bus.contract.Lines.human;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.monstermash.bus.BusUnavailable;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.PersonaListener.Standing;
import org.monstermash.bus.contract.Hearing;
import org.monstermash.bus.contract.Watching;
import org.monstermash.bus.event.Message;

/** A broker that is not there, and one that goes and comes back. */
class KafkaOutageTest {
    private final List<ChatBus> open = new ArrayList<>();
    private TestBroker broker;
    private String topic;

    @BeforeEach
    void start() {
        broker = new TestBroker();
        topic = TestBroker.freshTopic();
    }

    @AfterEach
    void close() {
        open.parallelStream().forEach(ChatBus::close);
        broker.close();
    }

    private ChatBus gateway() {
        return opened(new KafkaChatBus(
                broker.direct(topic, 2, null),
                Optional.of(new HeapReadModel()),
                Clock.systemUTC(),
                () -> {},
                line -> {}));
    }

    private ChatBus worker() {
        return opened(new KafkaChatBus(
                broker.direct(topic, 2, "one"), Optional.empty(), Clock.systemUTC(), () -> {}, line -> {}));
    }

    private ChatBus opened(ChatBus bus) {
        open.add(bus);
        return bus;
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(assertion);
    }

    @Test
    void aBrokerThatIsAbsentAtTheStartIsWaitedFor() {
        broker.stop();
        ChatBus gateway = gateway();
        ChatBus worker = worker();
        Hearing witch = Hearing.settling();
        worker.join(WITCH, Instant.EPOCH, witch);
        assertThat(gateway.health().ready()).isFalse();
        assertThat(gateway.health().why()).contains("broker");
        eventually(() -> assertThat(gateway.health().why()).startsWith("no broker at 127.0.0.1:"));
        assertThatThrownBy(() -> gateway.publish(human("too early")).join()).hasCauseInstanceOf(BusUnavailable.class);
        assertThatThrownBy(() -> worker.recent("graveyard", 1)).isInstanceOf(BusUnavailable.class);

        broker.startAgain();

        eventually(() -> assertThat(gateway.health().ready()).isTrue());
        eventually(() -> assertThat(witch.standing()).isEqualTo(Standing.ACTIVE));
        Message stored =
                gateway.publish(human("hello")).orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(stored.seq()).isEqualTo(1);
        eventually(() -> assertThat(witch.contents()).containsExactly("hello"));
    }

    @Test
    void everythingGoesOnWhenABrokerThatWentComesBack() {
        ChatBus gateway = gateway();
        ChatBus worker = worker();
        Watching watching = new Watching();
        gateway.follow(watching);
        Hearing witch = Hearing.settling();
        worker.join(WITCH, Instant.EPOCH, witch);
        eventually(() -> assertThat(witch.standing()).isEqualTo(Standing.ACTIVE));
        gateway.publish(human("before")).orTimeout(10, TimeUnit.SECONDS).join();

        broker.stop();
        long asked = System.nanoTime();
        assertThatThrownBy(() -> gateway.publish(human("meanwhile")).join()).hasCauseInstanceOf(BusUnavailable.class);
        assertThat(Duration.ofNanos(System.nanoTime() - asked))
                .as("promised within five seconds; the machine may be busy")
                .isLessThan(Duration.ofSeconds(8));
        eventually(() -> assertThat(gateway.health().ready()).isFalse());
        assertThat(gateway.health().why()).contains("does not answer");
        eventually(() -> assertThat(witch.standing()).isEqualTo(Standing.DISCONNECTED));
        assertThat(gateway.recent("graveyard", 5)).extracting(Message::content).contains("before");

        broker.startAgain();

        eventually(() -> assertThat(gateway.health().ready()).isTrue());
        eventually(() -> assertThat(witch.standing()).isEqualTo(Standing.ACTIVE));
        gateway.publish(human("after")).orTimeout(10, TimeUnit.SECONDS).join();
        eventually(() -> assertThat(witch.contents()).startsWith("before").endsWith("after"));
        eventually(() -> assertThat(watching.contents()).isEqualTo(witch.contents()));
        assertThat(watching.awake()).as("nobody was taken for gone").containsExactly("witch");
    }
}
