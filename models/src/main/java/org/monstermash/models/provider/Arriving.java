package org.monstermash.models.provider;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Hands an answer from the thread of the network to the thread that reads it.
 *
 * <p>At {@value #HIGH_WATER_BYTES} unread bytes the network is asked to pause, at half of it to go on: what is in flight
 * between is a few buffers more.
 */
final class Arriving implements Exchange {
    static final int HIGH_WATER_BYTES = 256 * 1024;
    private static final byte[] END = new byte[0];

    private final BlockingQueue<Object> queue = new LinkedBlockingQueue<>();
    private final Object unreadLock = new Object();
    private final List<Runnable> onClose = new ArrayList<>();
    private volatile boolean closed;
    private volatile Flow flow;
    private boolean ended;

    /** Both under the lock. */
    private long unread;

    private boolean paused;

    /** How the network is slowed down. */
    interface Flow {
        /** Of something that is all there. */
        Flow NONE = new Flow() {
            @Override
            public void pause() {}

            @Override
            public void resume() {}
        };

        void pause();

        void resume();
    }

    // The network's side.

    void headCame(Head head, Flow flow) {
        this.flow = Objects.requireNonNull(flow, "flow");
        queue.add(head);
    }

    void bytesCame(byte[] bytes) {
        if (bytes.length > 0 && !closed) {
            synchronized (unreadLock) {
                unread += bytes.length;
                if (!paused && unread >= HIGH_WATER_BYTES) {
                    paused = true;
                    flow.pause();
                }
            }
            queue.add(bytes);
        }
    }

    void endCame() {
        queue.add(END);
    }

    void failed(Throwable cause) {
        queue.add(new IOException(String.valueOf(cause.getMessage()), cause));
    }

    void unreachable(Throwable cause) {
        queue.add(new Unreachable(cause));
    }

    /** Runs {@code action} when the exchange is closed; at once if it is. */
    void onClose(Runnable action) {
        synchronized (onClose) {
            if (!closed) {
                onClose.add(action);
                return;
            }
        }
        action.run();
    }

    // The reader's side.

    @Override
    public Head head(Deadline deadline) throws IOException, InterruptedException {
        return switch (take(deadline)) {
            case Head head -> head;
            case IOException failure -> throw failure;
            case Object other -> throw new IllegalStateException("no head came first but " + other);
        };
    }

    @Override
    public byte[] read(Deadline deadline) throws IOException, InterruptedException {
        if (ended) {
            return END;
        }
        return switch (take(deadline)) {
            case byte[] bytes -> {
                ended = bytes.length == 0;
                taken(bytes.length);
                yield bytes;
            }
            case IOException failure -> throw failure;
            case Object other -> throw new IllegalStateException("no bytes came but " + other);
        };
    }

    @Override
    public void close() {
        List<Runnable> actions;
        synchronized (onClose) {
            if (closed) {
                return;
            }
            closed = true;
            actions = List.copyOf(onClose);
            onClose.clear();
        }
        queue.clear();
        queue.add(new IOException("closed"));
        actions.forEach(Runnable::run);
    }

    private Object take(Deadline deadline) throws IOException, InterruptedException {
        Object came = queue.poll(Math.max(0, deadline.remaining()), TimeUnit.NANOSECONDS);
        if (closed) {
            throw new CancellationException("the answer was closed");
        }
        if (came == null) {
            throw new Overdue();
        }
        return came;
    }

    private void taken(int bytes) {
        // One lock for both sides, else a pause could come after the resume that was its answer, and last for ever.
        synchronized (unreadLock) {
            unread -= bytes;
            if (paused && unread < HIGH_WATER_BYTES / 2) {
                paused = false;
                flow.resume();
            }
        }
    }
}
