package org.monstermash.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.settings.Settings;
import org.monstermash.settings.SettingsLoader;

/** A worker that may fall back takes the bus its gateway took. */
class GatewayBackendTest {
    @TempDir
    Path dir;

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer gateway;
    private volatile int status = 200;
    private volatile String answer = "";

    @BeforeEach
    void open() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/q/health/ready", exchange -> {
            asked.incrementAndGet();
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        gateway.start();
    }

    @AfterEach
    void close() {
        gateway.stop(0);
    }

    private GatewayBackend backend() {
        return new GatewayBackend(
                URI.create("http://127.0.0.1:" + gateway.getAddress().getPort() + "/"));
    }

    private static String checks(String backend) {
        return "{\"status\": \"DOWN\", \"checks\": [{\"name\": \"another\", \"status\": \"UP\"},"
                + " {\"name\": \"bus\", \"status\": \"DOWN\", \"data\": {\"backend\": \"" + backend + "\"}}]}";
    }

    @Test
    void aGatewaySaysWhichBusItIsOnAlsoWhenItIsNotReady() {
        status = 503;
        answer = checks("kafka");
        assertThat(backend().ask()).contains(Settings.Backend.KAFKA);

        answer = checks("in-memory");
        assertThat(backend().ask()).contains(Settings.Backend.IN_MEMORY);
    }

    @Test
    void whoAnswersSomethingElseHasSaidNothing() {
        for (String other : List.of("", "<html>", "{}", "[]", checks("smoke signals"))) {
            answer = other;
            assertThat(backend().ask()).as(other).isEmpty();
        }
    }

    @Test
    void whereNobodyListensNothingIsSaid() {
        gateway.stop(0);

        assertThat(backend().ask()).isEmpty();
    }

    @Test
    void theWorkerAsksUntilTheGatewayAnswers() {
        answer = checks("smoke signals");
        WorkerBus bus = new WorkerBus(
                new Assignment(
                        SettingsLoader.load(
                                dir,
                                Map.of(
                                        "BUS__BACKEND", "kafka",
                                        "BUS__FALLBACK", "in-memory",
                                        "BUS__KAFKA__BROKERS", "127.0.0.1:1")),
                        List.of(),
                        List.of()),
                Map.of(),
                line -> {});
        GatewayBackend backend = backend();
        Thread.ofVirtual().start(() -> {
            while (asked.get() < 3) {
                Thread.onSpinWait();
                Thread.yield();
            }
            answer = checks("in-memory");
        });

        assertThat(bus.gatewayIsOnKafka(backend, (settings, limit) -> {
                    throw new AssertionError("no broker is asked while there is a gateway");
                }))
                .isFalse();
        assertThat(asked.get()).isGreaterThan(3);
    }
}
