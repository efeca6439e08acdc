package org.monstermash.arena.compare;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A median and where it may lie: the percentile bootstrap, {@value #RESAMPLES} resamples, 95 %. Turns of one conversation
 * hang together, which the bootstrap does not know: the interval is a lower bound of the uncertainty.
 *
 * @param count of the values it was made of
 */
record Estimate(double median, double low, double high, int count) {
    static final int RESAMPLES = 2_000;

    private static final double OUTSIDE = 0.025;

    /** Nothing for no values. */
    static Optional<Estimate> of(double[] values, RandomGenerator dice) {
        if (values.length == 0) {
            return Optional.empty();
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] medians = new double[RESAMPLES];
        int[] drawn = new int[sorted.length];
        for (int n = 0; n < RESAMPLES; n++) {
            Arrays.fill(drawn, 0);
            for (int k = 0; k < sorted.length; k++) {
                drawn[dice.nextInt(sorted.length)]++;
            }
            medians[n] = median(sorted, drawn);
        }
        Arrays.sort(medians);
        int low = (int) Math.floor(OUTSIDE * (RESAMPLES - 1));
        int high = (int) Math.ceil((1 - OUTSIDE) * (RESAMPLES - 1));
        return Optional.of(new Estimate(median(sorted), medians[low], medians[high], sorted.length));
    }

    private static double median(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** Of a resample that is told by how often each value was drawn: no need to sort it again. */
    private static double median(double[] sorted, int[] drawn) {
        int lower = (sorted.length - 1) / 2;
        int upper = sorted.length / 2;
        double below = 0;
        int seen = 0;
        for (int k = 0; k < sorted.length; k++) {
            int after = seen + drawn[k];
            if (seen <= lower && lower < after) {
                below = sorted[k];
            }
            if (seen <= upper && upper < after) {
                return (below + sorted[k]) / 2;
            }
            seen = after;
        }
        throw new IllegalStateException("a resample of " + sorted.length + " has " + seen + " values");
    }
}
