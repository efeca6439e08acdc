package org.monstermash.systemtests.faults;

import java.util.Collection;

/** What nearly all stay below. */
final class Percentile {
    private Percentile() {}

    static double p99(Collection<Double> values) {
        return values.stream()
                .sorted()
                .skip((values.size() - 1) * 99L / 100)
                .findFirst()
                .orElseThrow();
    }
}
