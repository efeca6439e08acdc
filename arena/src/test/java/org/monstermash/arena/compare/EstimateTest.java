package org.monstermash.arena.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EstimateTest {
    @Test
    void theMedianIsTheMiddle() {
        assertThat(of(3, 1, 2).median()).isEqualTo(2);
        assertThat(of(4, 1, 2, 3).median()).isEqualTo(2.5);
        assertThat(Estimate.of(new double[0], new SplittableRandom(1))).isEmpty();
    }

    @Test
    void oneValueIsItsOwnInterval() {
        assertThat(of(7)).isEqualTo(new Estimate(7, 7, 7, 1));
        assertThat(of(7, 7, 7)).isEqualTo(new Estimate(7, 7, 7, 3));
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        double[] values = new Random(3).doubles(50).toArray();
        assertThat(of(values)).isEqualTo(of(values));
    }

    @Test
    void ninetyFiveOfAHundredIntervalsHoldTheTrueMedian() {
        Random dice = new Random(11);
        long held = IntStream.range(0, 300)
                .mapToObj(n -> of(dice.doubles(41, 0, 1).toArray()))
                .filter(estimate -> estimate.low() <= 0.5 && 0.5 <= estimate.high())
                .count();
        assertThat(held / 300.0).isBetween(0.90, 0.99);
    }

    @Test
    void theResamplesMedianIsThatOfASort() {
        // The interval of values that are drawn by hand: 0 and 1 in equal parts can only give 0, a half or 1.
        Estimate estimate = of(0, 0, 1, 1);
        assertThat(Arrays.asList(0.0, 0.5, 1.0)).contains(estimate.low(), estimate.high());
        assertThat(estimate.median()).isEqualTo(0.5);
    }

    private static Estimate of(double... values) {
        return Estimate.of(values, new SplittableRandom(5)).orElseThrow();
    }
}
