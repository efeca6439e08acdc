package org.monstermash.gateway.door;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Requests that are being answered; sockets do not count. Any thread. */
public final class InFlight {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition none = lock.newCondition();
    private int count;

    public void count(RoutingContext context) {
        if (context.request().getHeader("Upgrade") == null) {
            add(1);
            context.addEndHandler(ended -> add(-1));
        }
        context.next();
    }

    /** Returns when every request is answered, or the patience is over. */
    public void awaitNone(Duration patience) {
        lock.lock();
        try {
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

    private void add(int difference) {
        lock.lock();
        try {
            count += difference;
            if (count == 0) {
                none.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
