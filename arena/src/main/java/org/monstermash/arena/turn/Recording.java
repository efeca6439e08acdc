package org.monstermash.arena.turn;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A duel as it was kept.
 *
 * @param turns each number once, in order; a partial one only as the last
 * @param end absent when the process was killed
 */
public record Recording(DuelHeader header, List<Turn> turns, Optional<End> end) {
    public Recording {
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(end, "end");
        turns = List.copyOf(turns);
    }

    /** The turns a resumed duel goes on from: all but a partial one. */
    public List<Turn> whole() {
        return turns.stream().filter(turn -> !turn.partial()).toList();
    }
}
