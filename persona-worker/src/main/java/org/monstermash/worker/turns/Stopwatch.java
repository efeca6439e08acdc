package org.monstermash.worker.turns;

import java.time.Duration;
import org.monstermash.bus.event.Usage;

/** Times one try of a model, for the answers that do not tell by themselves: those that were cut. One thread. */
final class Stopwatch {
    private final Time time;
    private final long began;
    private Duration firstPart;

    Stopwatch(Time time) {
        this.time = time;
        this.began = time.nanos();
    }

    void partCame() {
        if (firstPart == null) {
            firstPart = elapsed();
        }
    }

    Duration elapsed() {
        return Duration.ofNanos(time.nanos() - began);
    }

    /** Without tokens: a model counts them at its end only. */
    Usage usage() {
        return new Usage(
                null,
                null,
                firstPart == null ? null : firstPart.toMillis(),
                elapsed().toMillis());
    }
}
