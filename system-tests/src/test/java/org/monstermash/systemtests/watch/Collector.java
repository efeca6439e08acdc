package org.monstermash.systemtests.watch;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** An OpenTelemetry collector as small as can be: keeps what it is sent over OTLP/HTTP. */
final class Collector implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A span as the collector's protocol tells it. */
    record Told(String service, Span span) {
        String trace() {
            return HexFormat.of().formatHex(span.getTraceId().toByteArray());
        }

        String id() {
            return HexFormat.of().formatHex(span.getSpanId().toByteArray());
        }

        /** Blank for the first of a trace. */
        String parent() {
            return HexFormat.of().formatHex(span.getParentSpanId().toByteArray());
        }

        /** As text; blank where there is none. */
        String attribute(String key) {
            return Collector.attribute(span.getAttributesList(), key);
        }
    }

    private final HttpServer server;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    private Collector(HttpServer server) {
        this.server = server;
    }

    static Collector start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            Collector collector = new Collector(server);
            server.createContext("/v1/traces", collector::take);
            server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As OTEL_EXPORTER_OTLP_ENDPOINT wants it. */
    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream in = exchange.getRequestBody()) {
            byte[] sent = in.readAllBytes();
            boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            byte[] body = zipped ? new GZIPInputStream(new ByteArrayInputStream(sent)).readAllBytes() : sent;
            bodies.add(new String(body, StandardCharsets.ISO_8859_1));
            ExportTraceServiceRequest.parseFrom(body)
                    .getResourceSpansList()
                    .forEach(resource -> resource.getScopeSpansList().forEach(scope -> scope.getSpansList()
                            .forEach(span -> told.add(new Told(
                                    attribute(resource.getResource().getAttributesList(), "service.name"), span)))));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static String attribute(List<KeyValue> attributes, String key) {
        return attributes.stream()
                .filter(attribute -> attribute.getKey().equals(key))
                .map(attribute -> attribute.getValue().hasIntValue()
                        ? String.valueOf(attribute.getValue().getIntValue())
                        : attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
    }

    /** The spans of a trace, once the condition holds for them. */
    List<Told> awaitTrace(String trace, Predicate<List<Told>> complete) {
        return await().alias("trace " + trace)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> trace(trace), complete);
    }

    List<Told> trace(String trace) {
        return told.stream().filter(span -> span.trace().equals(trace)).toList();
    }

    /** Everything that was sent, byte by byte. */
    String everything() {
        return String.join("\n", bodies);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
