package org.monstermash.systemtests.faults;

import java.util.Random;

/** How big a fault is made: small with every build, full with {@code scripts/test.sh --long}. */
final class Scale {
    private static final boolean FULL = Boolean.getBoolean("faults.full");
    private static final long USUAL_SEED = 31_10;

    private Scale() {}

    static int of(int small, int full) {
        return FULL ? full : small;
    }

    static boolean isFull() {
        return FULL;
    }

    /** The same every time, unless {@code -Dfaults.seed=…} says otherwise; printed, so that a run can be done again. */
    static Random dice(String what) {
        long seed = Long.getLong("faults.seed", USUAL_SEED);
        System.out.println("[seed] " + what + ": -Dfaults.seed=" + seed);
        return new Random(seed);
    }
}
