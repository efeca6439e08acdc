package org.monstermash.personas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiceTest {
    private static final int DRAWS = 10_000;

    @Test
    void theSameReplyThrowsTheSameOnEveryJava() {
        // From a second implementation, in Python: if they change, two versions of a worker disagree about one message.
        assertThat(Dice.of("000102030405060708090a0b0c0d0e0f").longs(3).toArray())
                .containsExactly(4106246584955305674L, 8017312299871989536L, 5622923265139042843L);
        assertThat(Dice.of("ffffffffffffffffffffffffffffffff", Dice.Of.SCRIPT).nextDouble())
                .isEqualTo(0.13392637190991807);
    }

    @Test
    void neighbouringIdsThrowIndependently() {
        double[] first = IntStream.range(0, DRAWS)
                .mapToDouble(i -> Dice.of("%032x".formatted(i)).nextDouble())
                .toArray();

        assertThat(Arrays.stream(first).average().orElseThrow()).isCloseTo(0.5, within(0.01));
        assertThat(correlation(first, 1)).isCloseTo(0, within(0.03));
        assertThat(correlation(first, 16)).isCloseTo(0, within(0.03));
        for (int tenth = 0; tenth < 10; tenth++) {
            double from = tenth / 10.0;
            assertThat(Arrays.stream(first)
                            .filter(d -> d >= from && d < from + 0.1)
                            .count())
                    .isBetween(900L, 1_100L);
        }
    }

    @Test
    void bothHalvesOfTheIdCount() {
        assertThat(List.of(
                        Dice.of("00000000000000000000000000000000").nextLong(),
                        Dice.of("00000000000000010000000000000000").nextLong(),
                        Dice.of("00000000000000000000000000000001").nextLong(),
                        Dice.of("00000000000000010000000000000001").nextLong()))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatElseIsLeftToChanceThrowsForItself() {
        double agreeing = IntStream.range(0, DRAWS)
                .filter(i -> {
                    String id = "%032x".formatted(i);
                    return (Dice.of(id).nextDouble() < 0.3)
                            == (Dice.of(id, Dice.Of.READING).nextDouble() < 0.3);
                })
                .count();

        assertThat(agreeing / DRAWS).isCloseTo(0.3 * 0.3 + 0.7 * 0.7, within(0.02));
        assertThat(Arrays.stream(Dice.Of.values())
                        .map(aspect -> Dice.of("%032x".formatted(1), aspect).nextLong()))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsNoIdThrowsNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Dice.of("12"));
        assertThatIllegalArgumentException().isThrownBy(() -> Dice.of("x".repeat(32)));
    }

    private static double correlation(double[] values, int distance) {
        return IntStream.range(0, values.length - distance)
                        .mapToDouble(i -> (values[i] - 0.5) * (values[i + distance] - 0.5))
                        .average()
                        .orElseThrow()
                * 12;
    }
}
