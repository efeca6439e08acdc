package org.monstermash.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Reads {@code /live} as the page does: after a break it says what it has and goes on from there. */
public final class ResumingReader implements AutoCloseable {
    private static final long PAUSE_MILLIS = 200;

    private final HttpClient http;
    private final URI live;
    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final List<JsonNode> resets = new CopyOnWriteArrayList<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private volatile SocketReader connection;
    private volatile String epoch;

    public ResumingReader(HttpClient http, URI live) {
        this.http = http;
        this.live = live;
        this.thread = Thread.ofVirtual().start(this::readUntilStopped);
    }

    /** {@code message} events, in the order in which they came, over all connections. */
    public List<JsonNode> messages() {
        return messages;
    }

    /** {@code reset} events: none, as long as the history lives. */
    public List<JsonNode> resets() {
        return resets;
    }

    private void readUntilStopped() {
        try {
            while (stop.getCount() > 0) {
                readUntilClosed();
                stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readUntilClosed() {
        try (SocketReader reader = SocketReader.open(http, whereToGoOn(), this::take)) {
            connection = reader;
            if (stop.getCount() > 0) {
                reader.closed().handle((code, error) -> code).join();
            }
        } catch (CompletionException e) {
            // nobody there yet
        }
    }

    private URI whereToGoOn() {
        if (epoch == null) {
            return live;
        }
        long after = messages.isEmpty() ? 0 : messages.getLast().get("seq").asLong();
        return URI.create(live + "&epoch=" + epoch + "&after=" + after);
    }

    private void take(JsonNode event) {
        switch (event.path("type").asText()) {
            case "hello" -> epoch = event.get("epoch").asText();
            case "reset" -> resets.add(event);
            case "message" -> messages.add(event);
            default -> {
                // presence and deltas do not matter here
            }
        }
    }

    @Override
    public void close() {
        stop.countDown();
        SocketReader open = connection;
        if (open != null) {
            open.closed().complete(0);
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
