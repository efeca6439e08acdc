package org.monstermash.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A real Kafka broker and its controller within this process, on loopback only, with its data in a folder: for tests,
 * and for a machine that has no other broker.
 *
 * <p>Started again on the same folder, also after a crash, it holds what it acknowledged. One process per folder: Kafka
 * locks it. {@link #start} returns when clients are served (cold after 2–3 s); {@link #close} when the port is free
 * again. Kafka ends the whole process when it loses its disk, so a test deletes the folder only after closing.
 */
public final class LocalBroker implements AutoCloseable {
    /**
     * A second door of the broker for clients behind a proxy: it listens on {@code port} and tells those who come in
     * there to find it at {@code advertised}, so that they never go around the proxy.
     */
    public record Detour(int port, int advertised) {}

    /** How long a broker of one node needs at most to go in good order. */
    static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);

    private static final String HOST = "127.0.0.1";

    private final KafkaRaftServer server;
    private final int port;

    private LocalBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** @param port 0 for any free one */
    public static LocalBroker start(Path data, int port) {
        return start(data, port, List.of());
    }

    /** @throws BrokerException if the port or the folder can't be used */
    public static LocalBroker start(Path data, int port, List<Detour> detours) {
        int own = port == 0 ? FreePort.find() : port;
        if (!FreePort.isFree(own)) {
            throw new BrokerException("port " + own + " is taken: no broker can listen there", null);
        }
        Properties properties = BrokerProperties.of(HOST, data, own, FreePort.find(), detours);
        KafkaRaftServer server;
        try {
            format(data, properties);
            server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        } catch (IOException | RuntimeException e) {
            throw new BrokerException("no broker with its data in " + data + ": " + e.getMessage(), e);
        }
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw new BrokerException("no broker on port " + own + " with its data in " + data + ": " + e, e);
        }
        return new LocalBroker(server, own);
    }

    /** Only the first time: a folder keeps its cluster id. */
    private static void format(Path data, Properties properties) throws IOException {
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(data);
        Path file = Files.createTempFile("broker", ".properties");
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = StorageTool.execute(
                new String[] {"format", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()},
                new PrintStream(said, true, StandardCharsets.UTF_8));
        Files.delete(file);
        if (code != 0) {
            throw new IOException(said.toString(StandardCharsets.UTF_8).strip());
        }
    }

    public int port() {
        return port;
    }

    /** What clients are given as {@code bootstrap.servers}. */
    public String address() {
        return HOST + ":" + port;
    }

    /** Returns when it was closed by another thread. */
    void awaitEnd() {
        server.awaitShutdown();
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
