package org.monstermash.arena.watch;

import org.monstermash.arena.turn.End;
import org.monstermash.arena.turn.Turn;

/** Something the room is told, in the order in which it happened. */
sealed interface Step {
    /** A turn that stood before this run. */
    record Stood(Turn turn) implements Step {}

    record Begins(int speaker) implements Step {}

    record Words(String words, boolean thinking) implements Step {}

    record Stands(Turn turn) implements Step {}

    /** The line was gone: what is being said is announced again. */
    record Again() implements Step {}

    record Over(End end) implements Step {}
}
