package org.monstermash.arena.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MeterTest {
    private final Meter meter = new Meter();

    @Test
    void aTurnIsMeasuredByTheDocumentedFormulas() {
        say("Alice", "the cat sat on the mat");
        TurnMeasures turn = say("Bob", "The cat sat... on the roof 🐱, the cat sat");

        assertThat(value(turn, Measure.CHARS)).isEqualTo(41);
        assertThat(value(turn, Measure.WORDS)).isEqualTo(9);
        assertThat(value(turn, Measure.TYPE_TOKEN)).isEqualTo(5 / 9.0); // the cat sat on roof
        assertThat(value(turn, Measure.NEW_WORDS)).isEqualTo(1 / 5.0); // roof
        // shared: the-cat-sat, cat-sat-on, sat-on-the
        assertThat(value(turn, Measure.ECHO)).isEqualTo(3 / 7.0);
        assertThat(value(turn, Measure.SELF_REPETITION)).isEqualTo(1 / 8.0); // the second the-cat-sat
        assertThat(value(turn, Measure.EMOJI)).isEqualTo(100 / 41.0);
        assertThat(value(turn, Measure.ELLIPSES)).isEqualTo(100 / 41.0);
    }

    @Test
    void theFirstTurnHasNoPartnerToEcho() {
        assertThat(say("Alice", "Hello!").value(Measure.ECHO)).isEmpty();
        assertThat(value(say("Bob", "hello"), Measure.ECHO)).isEqualTo(1);
        assertThat(value(say("Alice", "Something else entirely"), Measure.ECHO)).isZero();
    }

    @Test
    void amongSeveralThePartnerIsWhoSpokeLast() {
        say("Alice", "one two three");
        say("Bob", "four five six");
        assertThat(value(say("Cleo", "four five six"), Measure.ECHO)).isEqualTo(1);
        assertThat(value(say("Cleo", "four five six"), Measure.ECHO))
                .as("one's own last turn is not the partner's")
                .isEqualTo(1);
        assertThat(value(say("Cleo", "one two three"), Measure.ECHO)).isZero();
    }

    @Test
    void repetitionCompresses() {
        double plain =
                value(say("Alice", "Fifteen quick jumps vex a lazy dwarf by my ghost zone"), Measure.COMPRESSION);
        double looped = value(say("Bob", "I am. ".repeat(50)), Measure.COMPRESSION);
        assertThat(plain).isBetween(0.5, 1.2);
        assertThat(looped).isGreaterThan(15);
    }

    @Test
    void speedIsCountedAfterTheFirstToken() {
        TurnMeasures turn =
                meter.add("Alice", "Hi", new Meter.Timing(101, Duration.ofMillis(500), Duration.ofMillis(2_500)));
        assertThat(value(turn, Measure.FIRST_TOKEN)).isEqualTo(500);
        assertThat(value(turn, Measure.TOKENS_PER_SECOND)).isCloseTo(50, within(1e-9));

        TurnMeasures untold =
                meter.add("Bob", "Ho", new Meter.Timing(null, Duration.ofMillis(500), Duration.ofMillis(2_500)));
        assertThat(untold.value(Measure.TOKENS_PER_SECOND)).isEmpty();
        assertThat(say("Alice", "He").value(Measure.FIRST_TOKEN)).isEmpty();
    }

    @Test
    void whatCannotBeDividedIsAbsent() {
        TurnMeasures empty = say("Alice", "");
        assertThat(empty.values()).containsOnlyKeys(Measure.CHARS, Measure.WORDS, Measure.NOVELTY);
        assertThat(value(empty, Measure.NOVELTY)).isZero();
        assertThat(say("Bob", "...").value(Measure.TYPE_TOKEN)).isEmpty();
    }

    @Test
    void whatWasSaidLongAgoIsNewAgainButNoNewWord() {
        say("Alice", "zeppelins over vienna");
        for (int n = 0; n < Meter.NOVELTY_TURNS; n++) {
            say(n % 2 == 0 ? "Bob" : "Alice", "words" + n + " of" + n + " another" + n + " kind" + n);
        }
        TurnMeasures again = say("Bob", "zeppelins over vienna");
        assertThat(value(again, Measure.NOVELTY)).isEqualTo(1);
        assertThat(value(again, Measure.NEW_WORDS)).isZero();
    }

    private TurnMeasures say(String speaker, String text) {
        return meter.add(speaker, text, Meter.Timing.UNKNOWN);
    }

    private static double value(TurnMeasures turn, Measure measure) {
        return turn.value(measure).orElseThrow();
    }
}
