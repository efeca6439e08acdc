package org.monstermash.models;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How to wait. Comes in from outside, so that tests need no time. Any thread may use it. */
@FunctionalInterface
public interface Sleeper {

    /** Waits as long as it says, but no longer than until {@code wakeUp} is complete. */
    void sleep(Duration duration, CompletableFuture<?> wakeUp) throws InterruptedException;

    /** Waits in real time. */
    static Sleeper real() {
        return (duration, wakeUp) -> {
            try {
                wakeUp.get(duration.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException | CancellationException slept) {
                // The time is over, or the sleeper was woken: both end a sleep.
            }
        };
    }
}
