package org.monstermash.arena;

import java.time.Duration;
import java.util.function.LongSupplier;
import sun.misc.Signal;

/**
 * Ctrl-C and its relatives: the first asks to end, what was said is kept; a further one ends at once. Two within a moment
 * are one: a terminal tells the whole group of processes, and whoever started this one may pass it on.
 */
final class Interrupts {
    private static final Duration A_MOMENT = Duration.ofMillis(700);
    private static final int EXIT_INTERRUPTED = 130;

    private final Runnable first;
    private final Runnable further;
    private final LongSupplier nanoTime;
    private boolean asked;
    private long askedAt;

    Interrupts(Runnable first, Runnable further, LongSupplier nanoTime) {
        this.first = first;
        this.further = further;
        this.nanoTime = nanoTime;
    }

    /** From now on signals end the run, and then the process. */
    static void install(Runnable stop) {
        Interrupts interrupts =
                new Interrupts(stop, () -> Runtime.getRuntime().halt(EXIT_INTERRUPTED), System::nanoTime);
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            try {
                Signal.handle(new Signal(name), signal -> interrupts.signal());
            } catch (IllegalArgumentException e) {
                // not on this platform, or the JVM keeps it for itself
            }
        }
    }

    synchronized void signal() {
        long now = nanoTime.getAsLong();
        if (!asked) {
            asked = true;
            askedAt = now;
            first.run();
        } else if (now - askedAt > A_MOMENT.toNanos()) {
            further.run();
        }
    }
}
