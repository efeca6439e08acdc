package org.monstermash.gateway.door;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Requests that are being answered; sockets do not count. Once it ends, new ones are turned away. Any thread. */
public final class InFlight {
    private static final Refusal RESTARTS =
            new Refusal(503, "The gateway restarts: try again.", Map.of("Retry-After", "1", "Connection", "close"));

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition none = lock.newCondition();
    private int count;
    private boolean ending;

    public void count(RoutingContext context) {
        if (context.request().getHeader("Upgrade") != null) {
            context.next();
        } else if (begin()) {
            context.addEndHandler(ended -> end());
            context.next();
        } else {
            SafetyHeaders.put(context);
            RESTARTS.send(context.response());
        }
    }

    /** From now on nothing begins. Returns when every request is answered, or the patience is over. */
    public void endWithin(Duration patience) {
        lock.lock();
        try {
            ending = true;
            long nanos = patience.toNanos();
            while (count > 0 && nanos > 0) {
                nanos = none.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private boolean begin() {
        lock.lock();
        try {
            if (!ending) {
                count++;
            }
            return !ending;
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            count--;
            if (count == 0) {
                none.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
