package org.monstermash.systemtests;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Collects what comes over a WebSocket. A frame with an array counts as its elements. */
public final class SocketReader implements WebSocket.Listener, AutoCloseable {
    /** A frame's element and when it came. */
    public record Received(JsonNode event, Instant at) {
        boolean is(String type) {
            return event.path("type").asText().equals(type);
        }
    }

    private static final Duration LONGEST_HANDSHAKE = Duration.ofSeconds(10);

    private final StringBuilder frame = new StringBuilder();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private WebSocket socket;

    private final Consumer<JsonNode> listener;

    private SocketReader(Consumer<JsonNode> listener) {
        this.listener = listener;
    }

    public static SocketReader open(HttpClient http, URI uri) {
        return open(http, uri, event -> {});
    }

    /** The listener gets every event as it comes, one after the other. */
    public static SocketReader open(HttpClient http, URI uri, Consumer<JsonNode> listener) {
        SocketReader reader = new SocketReader(listener);
        reader.socket = http.newWebSocketBuilder()
                .connectTimeout(LONGEST_HANDSHAKE)
                .buildAsync(uri, reader)
                .join();
        return reader;
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        frame.append(data);
        if (last) {
            JsonNode json = Json.read(frame.toString());
            frame.setLength(0);
            Instant now = Instant.now();
            (json.isArray() ? Json.list(json) : List.of(json)).forEach(event -> {
                received.add(new Received(event, now));
                listener.accept(event);
            });
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    public List<Received> received() {
        return received;
    }

    public List<JsonNode> events() {
        return received.stream().map(Received::event).toList();
    }

    public List<JsonNode> events(String type) {
        return received.stream()
                .filter(one -> one.is(type))
                .map(Received::event)
                .toList();
    }

    /** The close code, or an exception where the connection broke. */
    public CompletableFuture<Integer> closed() {
        return closed;
    }

    public JsonNode awaitEvent(String what, Predicate<JsonNode> wanted, Duration atMost) {
        return await().alias(what)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> events().stream().filter(wanted).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
