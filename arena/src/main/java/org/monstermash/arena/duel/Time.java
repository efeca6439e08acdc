package org.monstermash.arena.duel;

import java.time.Clock;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.monstermash.models.Sleeper;

/** What time it is, and how to wait. */
public record Time(Clock clock, LongSupplier nanoTime, Sleeper sleeper) {
    public Time {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(nanoTime, "nanoTime");
        Objects.requireNonNull(sleeper, "sleeper");
    }

    public static Time real() {
        return new Time(Clock.systemUTC(), System::nanoTime, Sleeper.real());
    }
}
