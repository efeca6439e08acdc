package org.monstermash.arena.compare;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.monstermash.arena.measures.Measure;
import org.monstermash.arena.transcript.MeasuredTurn;

/**
 * What is compared: a run, or one speaker's part of it.
 *
 * @param label how it is called in the comparison
 * @param turns that were answered: without the opening, which no model said, and without a turn that broke off
 */
public record Run(String label, List<MeasuredTurn> turns) {
    public Run {
        Objects.requireNonNull(label, "label");
        turns = turns.stream()
                .filter(turn -> turn.turn().number() > 1 && !turn.turn().partial())
                .toList();
    }

    /** Its values of a measure, in the order of the turns. */
    double[] values(Measure measure) {
        return turns.stream()
                .map(turn -> turn.measures().value(measure))
                .filter(java.util.OptionalDouble::isPresent)
                .mapToDouble(java.util.OptionalDouble::getAsDouble)
                .toArray();
    }

    /** The first turn at which it stood still. */
    OptionalInt attractorFrom() {
        return turns.stream()
                .filter(turn -> turn.measures().attractor())
                .mapToInt(turn -> turn.turn().number())
                .findFirst();
    }

    long attractorTurns() {
        return turns.stream().filter(turn -> turn.measures().attractor()).count();
    }
}
