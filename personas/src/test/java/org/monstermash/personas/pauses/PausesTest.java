package org.monstermash.personas.pauses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.monstermash.personas.DelayRange;
import org.monstermash.personas.Dice;
import org.monstermash.personas.Persona;
import org.monstermash.personas.Script;

class PausesTest {
    private static final Persona GHOST = new Persona(
            "ghost",
            "Eloise",
            "",
            "s",
            "p",
            List.of(),
            List.of(),
            0.25,
            5,
            new DelayRange(1.5, 2.5),
            new DelayRange(1, 3),
            null,
            Script.EMPTY);

    @ParameterizedTest
    @CsvSource({
        "0, 0, 2000", // the middle of 1.5 to 2.5
        "160, 0, 3000", // a second for 160 characters
        "80, 0, 2500",
        "320, 0, 4000",
        "4000, 0, 4000", // at most two
        "0, 1, 2100", // a tenth for each message that waits
        "0, 3, 2300",
        "0, 50, 2300", // at most three of them
        "4000, 50, 4300",
    })
    void readingTakesTheRangeTheLengthAndTheBacklog(int chars, int backlog, long millis) {
        assertThat(new Pauses(GHOST, 1).reading(chars, backlog, half())).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"0, 2000", "120, 3000", "60, 2500", "360, 5000", "10000, 5000"})
    void typingTakesTheRangeAndTheLength(int chars, long millis) {
        assertThat(new Pauses(GHOST, 1).typing(chars, half())).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void paceMultipliesEverything() {
        assertThat(new Pauses(GHOST, 0.5).reading(160, 1, half())).isEqualTo(Duration.ofMillis(1550));
        assertThat(new Pauses(GHOST, 2).typing(120, half())).isEqualTo(Duration.ofSeconds(6));
        assertThat(new Pauses(GHOST, 0).reading(160, 1, half())).isZero();
        assertThat(new Pauses(GHOST, 0).typing(160, half())).isZero();
    }

    @Test
    void everyDrawLiesInTheRangeAndTheyAreSpreadOverIt() {
        Pauses pauses = new Pauses(GHOST, 1);
        RandomGenerator dice = Dice.of("%032x".formatted(7), Dice.Of.READING);
        int early = 0;
        for (int i = 0; i < 10_000; i++) {
            Duration pause = pauses.reading(0, 0, dice);
            assertThat(pause).isBetween(Duration.ofMillis(1500), Duration.ofMillis(2500));
            early += pause.compareTo(Duration.ofSeconds(2)) < 0 ? 1 : 0;
        }
        assertThat(early).isBetween(4_800, 5_200);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void aPaceIsANumberFromZero(double pace) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pauses(GHOST, pace))
                .withMessageContaining("pace");
    }

    @Test
    void nothingIsShorterThanNothing() {
        Pauses pauses = new Pauses(GHOST, 1);

        assertThatIllegalArgumentException().isThrownBy(() -> pauses.reading(-1, 0, half()));
        assertThatIllegalArgumentException().isThrownBy(() -> pauses.reading(0, -1, half()));
        assertThatIllegalArgumentException().isThrownBy(() -> pauses.typing(-1, half()));
    }

    private static RandomGenerator half() {
        return () -> 1L << 63; // nextDouble() = 0.5
    }
}
