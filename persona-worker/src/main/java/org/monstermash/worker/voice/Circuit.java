package org.monstermash.worker.voice;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether a model is worth asking. After {@link #FAILURES} failures in a row it is left alone for a while; then one try
 * decides: it answers, and all is well, or it is left alone for twice as long. Any thread may use it.
 */
final class Circuit {
    static final int FAILURES = 3;
    static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    private final LongSupplier nanoTime;
    private int failures;
    private Duration pause = Duration.ZERO;
    private long openedAt;
    private boolean open;
    private boolean probing;

    /** @param nanoTime a monotonic clock */
    Circuit(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** What the end of a try changed. */
    enum Change {
        NONE,
        OPENED,
        CLOSED
    }

    /** Leave to ask; nothing while the model is left alone. Who gets it reports its end. */
    synchronized Optional<Try> mayTry() {
        if (!open) {
            return Optional.of(new Try(false));
        }
        if (probing || nanoTime.getAsLong() - openedAt < pause.toNanos()) {
            return Optional.empty();
        }
        probing = true;
        return Optional.of(new Try(true));
    }

    /** How long the model is left alone after the last failure; zero when it is not. */
    synchronized Duration pause() {
        return open ? pause : Duration.ZERO;
    }

    private synchronized Change closeIt() {
        boolean wasOpen = open;
        open = false;
        failures = 0;
        probing = false;
        pause = Duration.ZERO;
        return wasOpen ? Change.CLOSED : Change.NONE;
    }

    private synchronized Change failed(boolean probe) {
        if (open && !probe) {
            return Change.NONE; // it was asked before it failed for others
        }
        failures++;
        if (failures < FAILURES) {
            return Change.NONE;
        }
        boolean wasOpen = open;
        open = true;
        probing = false;
        openedAt = nanoTime.getAsLong();
        pause = wasOpen ? min(pause.multipliedBy(2), LONGEST_PAUSE) : FIRST_PAUSE;
        return wasOpen ? Change.NONE : Change.OPENED;
    }

    private synchronized void gaveUp(boolean probe) {
        if (probe) {
            probing = false;
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** One try; its first end counts. */
    final class Try {
        private final boolean probe;
        private boolean over;

        private Try(boolean probe) {
            this.probe = probe;
        }

        Change succeeded() {
            return end() ? Circuit.this.closeIt() : Change.NONE;
        }

        Change failed() {
            return end() ? Circuit.this.failed(probe) : Change.NONE;
        }

        /** It was stopped before anything was known. */
        void gaveUp() {
            if (end()) {
                Circuit.this.gaveUp(probe);
            }
        }

        private synchronized boolean end() {
            boolean first = !over;
            over = true;
            return first;
        }
    }
}
