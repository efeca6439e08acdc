package org.monstermash.bus.link;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One connection to a gateway: whole frames in, frames out one after the other. Threads: any may send; nothing blocks.
 *
 * <p>Bounds: frames over {@value #MAX_HEARD_CHARS} characters, or more than {@value #MAX_WAITING} frames that wait to be
 * sent, end the line. A gateway that is silent for {@link #SILENCE} is gone: it pings every 3 s.
 */
final class Line implements WebSocket.Listener {
    static final Duration SILENCE = Duration.ofSeconds(10);
    private static final int MAX_WAITING = 20_000;
    private static final int MAX_HEARD_CHARS = 16 * 1024 * 1024;
    private static final Duration GOODBYE = Duration.ofSeconds(1);
    private static final Logger LOG = Logger.getLogger(Line.class);

    private final Consumer<Frame.FromGateway> receiver;
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final StringBuilder fragments = new StringBuilder();
    private final Queue<String> waiting = new ArrayDeque<>();
    private volatile long heardNanos = System.nanoTime();
    private WebSocket socket;
    private boolean sending;

    Line(Consumer<Frame.FromGateway> receiver) {
        this.receiver = receiver;
    }

    /** Completes with the reason when the line is broken or closed. */
    CompletableFuture<String> ended() {
        return ended;
    }

    @Override
    public void onOpen(WebSocket opened) {
        synchronized (this) {
            socket = opened;
            sendNext();
        }
        opened.request(1);
    }

    void send(Frame frame) {
        String text = FrameJson.write(frame);
        synchronized (this) {
            if (waiting.size() >= MAX_WAITING) {
                end(MAX_WAITING + " frames wait to be sent");
                return;
            }
            waiting.add(text);
            sendNext();
        }
    }

    /** The JDK's WebSocket takes the next message only when the one before is sent. Lock held. */
    private void sendNext() {
        if (sending || socket == null || waiting.isEmpty() || ended.isDone()) {
            return;
        }
        sending = true;
        socket.sendText(waiting.poll(), true).whenComplete((sent, error) -> {
            synchronized (this) {
                sending = false;
                if (error == null) {
                    sendNext();
                    return;
                }
            }
            end("sending failed: " + error.getMessage());
        });
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        heardNanos = System.nanoTime();
        fragments.append(data);
        if (fragments.length() > MAX_HEARD_CHARS) {
            end("a frame is longer than " + MAX_HEARD_CHARS + " characters");
        } else if (last) {
            String text = fragments.toString();
            fragments.setLength(0);
            received(text);
        }
        from.request(1);
        return null;
    }

    private void received(String text) {
        try {
            if (FrameJson.read(text) instanceof Frame.FromGateway frame) {
                receiver.accept(frame);
            }
        } catch (RuntimeException e) {
            // A gateway that is newer may say what is unknown here; the rest of the link goes on.
            LOG.warnf("a frame of the gateway is ignored: %s", e.getMessage());
        }
    }

    @Override
    public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
        heardNanos = System.nanoTime();
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
        end("closed with " + statusCode + (reason.isEmpty() ? "" : " " + reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        end(error.getMessage() == null ? error.toString() : error.getMessage());
    }

    /** Waits until the line is broken or the gateway is silent for too long, and says why. */
    String awaitEnd() throws InterruptedException {
        while (true) {
            try {
                return ended.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                if (System.nanoTime() - heardNanos > SILENCE.toNanos()) {
                    end("silent for " + SILENCE.toSeconds() + " s");
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("never completes exceptionally", e);
            }
        }
    }

    private void end(String reason) {
        ended.complete(reason);
        WebSocket open;
        synchronized (this) {
            waiting.clear();
            open = socket;
        }
        if (open != null) {
            open.abort();
        }
    }

    /** Sends what waits, says goodbye, and cuts the line at the latest after a second. */
    void close() {
        long deadline = System.nanoTime() + GOODBYE.toNanos();
        while (isSending() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
        WebSocket open = socket();
        if (open != null && !ended.isDone()) {
            try {
                open.sendClose(WebSocket.NORMAL_CLOSURE, "goodbye").get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException e) {
                LOG.debugf("no goodbye: %s", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        end("closed here");
    }

    private synchronized boolean isSending() {
        return sending && !ended.isDone();
    }

    private synchronized WebSocket socket() {
        return socket;
    }
}
