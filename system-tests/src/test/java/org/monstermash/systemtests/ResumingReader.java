package org.monstermash.systemtests;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
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
    private final List<JsonNode> decisions = new CopyOnWriteArrayList<>();
    private final Set<String> open = ConcurrentHashMap.newKeySet();
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

    /** {@code decision} events, where it was opened with {@code why=1}. They are not stored, so a break may lose some. */
    public List<JsonNode> decisions() {
        return decisions;
    }

    /** The ids of replies that were begun and not ended: what a page shows as typing. */
    public Set<String> openReplies() {
        return open;
    }

    /** Waits until it was greeted: from then on it misses nothing. */
    public ResumingReader awaitHello() {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> epoch != null);
        return this;
    }

    /** Waits until it has a message with this seq. */
    public void awaitSeq(long seq, Duration atMost) {
        await().alias("seq " + seq)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        !messages.isEmpty() && messages.getLast().get("seq").asLong() >= seq);
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
            case "hello" -> {
                epoch = event.get("epoch").asText();
                open.clear(); // those still open are told again
            }
            case "reset" -> resets.add(event);
            case "message" -> messages.add(event);
            case "decision" -> decisions.add(event);
            case "reply_started" -> open.add(event.get("reply_id").asText());
            case "reply_ended" -> open.remove(event.get("reply_id").asText());
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
