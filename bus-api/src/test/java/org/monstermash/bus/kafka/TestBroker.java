package org.monstermash.bus.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.monstermash.broker.LocalBroker;
import org.monstermash.bus.contract.TcpProxy;

/** A real broker for the tests of one class, with a second door behind a proxy that can be cut. */
final class TestBroker implements AutoCloseable {
    private static final AtomicInteger TOPICS = new AtomicInteger();

    private final Path data;
    private final TcpProxy proxy;
    private final LocalBroker.Detour detour;
    private LocalBroker broker;

    TestBroker() {
        try {
            data = Files.createTempDirectory("kafka-test");
            int behindTheProxy = freePort();
            proxy = new TcpProxy(behindTheProxy);
            detour = new LocalBroker.Detour(behindTheProxy, proxy.port());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        broker = LocalBroker.start(data, 0, List.of(detour));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    TcpProxy proxy() {
        return proxy;
    }

    /** A topic nobody used before. */
    static String freshTopic() {
        return "monster.chat." + TOPICS.incrementAndGet();
    }

    KafkaSettings direct(String topic, int partitions, String workerId) {
        return settings(broker.address(), topic, partitions, workerId);
    }

    KafkaSettings throughTheProxy(String topic, int partitions, String workerId) {
        return settings("127.0.0.1:" + proxy.port(), topic, partitions, workerId);
    }

    static KafkaSettings settings(String broker, String topic, int partitions, String workerId) {
        return new KafkaSettings(
                List.of(broker), topic, topic, partitions, (short) 1, Optional.ofNullable(workerId), Map.of());
    }

    void stop() {
        broker.close();
    }

    void startAgain() {
        broker = LocalBroker.start(data, broker.port(), List.of(detour));
    }

    @Override
    public void close() {
        broker.close();
        proxy.close();
    }
}
