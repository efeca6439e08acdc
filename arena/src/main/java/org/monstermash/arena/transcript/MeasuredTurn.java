package org.monstermash.arena.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.monstermash.arena.measures.Meter;
import org.monstermash.arena.measures.TurnMeasures;
import org.monstermash.arena.turn.Turn;

/** A turn and what was measured of it. */
public record MeasuredTurn(Turn turn, TurnMeasures measures) {
    public MeasuredTurn {
        Objects.requireNonNull(turn, "turn");
        Objects.requireNonNull(measures, "measures");
    }

    /** The next turn of the conversation that this meter measures. A partial turn is no turn yet and has no measures. */
    public static MeasuredTurn of(Turn turn, Meter meter) {
        if (turn.partial()) {
            return new MeasuredTurn(turn, TurnMeasures.NONE);
        }
        Meter.Timing timing = new Meter.Timing(turn.outputTokens(), turn.firstToken(), turn.duration());
        return new MeasuredTurn(turn, meter.add(turn.name(), turn.text(), timing));
    }

    /** All turns of a conversation, measured afresh, so that files of different ages are measured by the same formulas. */
    public static List<MeasuredTurn> all(List<Turn> turns) {
        Meter meter = new Meter();
        List<MeasuredTurn> measured = new ArrayList<>();
        turns.forEach(turn -> measured.add(of(turn, meter)));
        return measured;
    }
}
