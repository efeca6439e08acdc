package org.monstermash.bus;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The callbacks of one receiver, one after the other, in the order they were put in, on a virtual thread and never on
 * the caller's: a slow or throwing receiver delays and harms nobody but itself. For implementations of {@link ChatBus}.
 *
 * <p>Threads: any may put; nothing blocks. What {@link #put} takes is kept however many wait, so callers bound it
 * themselves or know that little comes; what {@link #offer} takes is dropped when {@value #MAX_WAITING} wait.
 */
public final class Mailbox {
    /** More callbacks than this waiting: the receiver is stuck, and what may be lost is dropped. */
    public static final int MAX_WAITING = 10_000;

    private static final Logger LOG = Logger.getLogger(Mailbox.class);

    private final String owner;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean dropping = new AtomicBoolean();
    private volatile boolean closed;

    /** @param owner who receives, for the log */
    public Mailbox(String owner) {
        this.owner = owner;
    }

    /** Calls it later, in any case but {@link #close}. */
    public void put(Runnable callback) {
        if (closed) {
            return;
        }
        waiting.add(callback);
        if (count.getAndIncrement() == 0) {
            Thread.ofVirtual().name(owner).start(this::drain);
        }
    }

    /** Calls it later, or drops it when too many wait. */
    public void offer(Runnable callback) {
        if (count.get() < MAX_WAITING) {
            dropping.set(false);
            put(callback);
        } else if (!closed && dropping.compareAndSet(false, true)) {
            LOG.warnf("%s is too slow: %d callbacks wait, live events are dropped for it", owner, MAX_WAITING);
        }
    }

    /** Whether so many wait that {@link #offer} drops; who can wait with what it puts should. */
    public boolean isFull() {
        return count.get() >= MAX_WAITING && !closed;
    }

    /** Nothing is called any more, except what is being called now. */
    public void close() {
        closed = true;
    }

    private void drain() {
        do {
            Runnable callback = waiting.poll();
            if (!closed) {
                call(callback);
            }
        } while (count.decrementAndGet() > 0);
    }

    private void call(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException | Error e) {
            LOG.errorf(e, "a callback of %s failed", owner);
        }
    }
}
