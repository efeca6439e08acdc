package org.monstermash.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Durations that were measured, in milliseconds. One thread. */
final class Samples {
    private final List<Double> millis = new ArrayList<>();

    void add(Duration sample) {
        add(sample.toNanos() / 1e6);
    }

    void add(double sampleMillis) {
        millis.add(sampleMillis);
    }

    double median() {
        return percentile(50);
    }

    /** The smallest sample that so many percent do not exceed. */
    double percentile(double percent) {
        if (millis.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        List<Double> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }

    /** Median, tail and worst. */
    String spread() {
        return String.format(
                Locale.ROOT,
                "median %.1f ms   90 %% within %.1f ms   worst of %d: %.1f ms",
                median(),
                percentile(90),
                millis.size(),
                percentile(100));
    }
}
