package org.monstermash.systemtests.faults;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Time that passes because the fault lasts so long, not because something is waited for. */
final class Moment {
    private Moment() {}

    static void of(Duration duration) {
        try {
            new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Seconds since a {@link System#nanoTime}. */
    static double since(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
