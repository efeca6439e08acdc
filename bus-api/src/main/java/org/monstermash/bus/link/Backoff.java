package org.monstermash.bus.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next try: 100 ms, doubling up to 5 s, half of it by chance. */
final class Backoff {
    private static final long FIRST_MS = 100;
    private static final long LONGEST_MS = 5000;

    private final RandomGenerator dice;
    private long nextMs = FIRST_MS;

    Backoff(RandomGenerator dice) {
        this.dice = dice;
    }

    Duration next() {
        long wait = nextMs / 2 + dice.nextLong(nextMs / 2 + 1);
        nextMs = Math.min(LONGEST_MS, nextMs * 2);
        return Duration.ofMillis(wait);
    }

    void reset() {
        nextMs = FIRST_MS;
    }
}
