package org.monstermash.bus.kafka;

import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.contract.BusFixture;
import org.monstermash.bus.contract.TcpProxy;

/** A gateway's bus and workers' buses on topics of their own. */
final class KafkaFixture implements BusFixture {
    private final KafkaSettings forGateways;
    private final KafkaSettings forWorkers;
    private final Runnable cut;
    private final Runnable heal;
    private final List<ChatBus> open = new ArrayList<>();
    private ChatBus gateway;

    /** Workers come through the proxy of the broker. */
    static KafkaFixture on(TestBroker broker) {
        String topic = TestBroker.freshTopic();
        TcpProxy proxy = broker.proxy();
        return new KafkaFixture(
                broker.direct(topic, 1, null), broker.throughTheProxy(topic, 1, "a-worker"), proxy::cut, proxy::heal);
    }

    KafkaFixture(KafkaSettings forGateways, KafkaSettings forWorkers, Runnable cut, Runnable heal) {
        this.forGateways = forGateways;
        this.forWorkers = forWorkers;
        this.cut = cut;
        this.heal = heal;
        openGateway();
    }

    private void openGateway() {
        gateway = ready(new KafkaChatBus(
                forGateways, Optional.of(new HeapReadModel()), Clock.systemUTC(), () -> {}, line -> {}));
    }

    private ChatBus ready(ChatBus bus) {
        open.add(bus);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> bus.health().ready());
        return bus;
    }

    @Override
    public ChatBus gateway() {
        return gateway;
    }

    @Override
    public ChatBus worker() {
        return ready(new KafkaChatBus(forWorkers, Optional.empty(), Clock.systemUTC(), () -> {}, line -> {}));
    }

    @Override
    public void cut() {
        cut.run();
    }

    @Override
    public void heal() {
        heal.run();
    }

    @Override
    public void restart() {
        open.forEach(ChatBus::close);
        open.clear();
        openGateway();
    }

    @Override
    public int roomWindow() {
        return Share.ROOM_WINDOW;
    }

    @Override
    public Set<Difference> differences() {
        return Set.of(Difference.WORKERS_ARE_CONNECTED, Difference.ROOMS_ARE_SHARED, Difference.WORKERS_DO_NOT_COUNT);
    }

    @Override
    public void close() {
        heal.run();
        open.parallelStream().forEach(ChatBus::close);
    }
}
