package org.monstermash.worker.turns;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.monstermash.models.Sleeper;

/**
 * All that turns know of time.
 *
 * @param clock for what people read
 * @param nanoTime monotonic, for ages and intervals: a clock that jumps changes none
 * @param sleeper for pauses
 * @param later for what must happen although nobody waits for it
 */
public record Time(Clock clock, LongSupplier nanoTime, Sleeper sleeper, Later later) {

    /** Runs a task after a while, on a thread of its own. Does not block. */
    @FunctionalInterface
    public interface Later {
        void run(Duration delay, Runnable task);
    }

    public static Time real() {
        return new Time(
                Clock.systemUTC(), System::nanoTime, Sleeper.real(), (delay, task) -> CompletableFuture.delayedExecutor(
                                delay.toNanos(), TimeUnit.NANOSECONDS, Thread::startVirtualThread)
                        .execute(task));
    }

    long nanos() {
        return nanoTime.getAsLong();
    }
}
