package org.monstermash.arena.duel;

import java.util.Objects;
import org.monstermash.arena.turn.End;

/** Why to end, as a word and as a sentence. */
record Ending(End.Reason reason, String text) {
    Ending {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(text, "text");
    }
}
