package org.monstermash.benchmarks;

import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One reader of a room, as a browser is one: its frames and when they came. */
final class Ear implements WebSocket.Listener, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** @param nanos by {@link System#nanoTime} */
    record Heard(String frame, long nanos) {}

    private final StringBuilder frame = new StringBuilder();
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private WebSocket socket;

    /** Reads from now on what is said in the room. */
    static Ear open(Room room, String name) throws InterruptedException {
        Ear ear = new Ear();
        ear.socket = room.http()
                .newWebSocketBuilder()
                .buildAsync(room.socket("/live?room=" + name), ear)
                .join();
        ear.await(frame -> frame.contains("\"presence\""));
        return ear;
    }

    /** The next frame of that kind; those before it are forgotten. */
    Heard await(Predicate<String> wanted) throws InterruptedException {
        while (true) {
            Heard next = heard.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new IllegalStateException("nothing was heard for " + PATIENCE);
            }
            if (wanted.test(next.frame())) {
                return next;
            }
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        frame.append(data);
        if (last) {
            heard.add(new Heard(frame.toString(), System.nanoTime()));
            frame.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
