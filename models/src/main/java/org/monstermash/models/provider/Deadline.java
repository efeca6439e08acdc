package org.monstermash.models.provider;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Until when something may be waited for, on a monotonic clock. One thread uses it. */
final class Deadline {
    private final LongSupplier nanoTime;
    private long began;
    private Duration limit;

    Deadline(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        within(Duration.ZERO);
    }

    /** Starts the time anew. */
    void within(Duration limit) {
        this.began = nanoTime.getAsLong();
        this.limit = limit;
    }

    Duration limit() {
        return limit;
    }

    /** What is left, in nanoseconds; zero or less when it is over. */
    long remaining() {
        return limit.toNanos() - (nanoTime.getAsLong() - began);
    }
}
