package org.monstermash.arena.render;

import org.monstermash.arena.turn.Turn;

/** What the turns so far come to; those that broke off are not counted. */
record Totals(int turns, long chars, long inputTokens, long outputTokens) {
    static final Totals NONE = new Totals(0, 0, 0, 0);

    Totals with(Turn turn) {
        if (turn.partial()) {
            return this;
        }
        return new Totals(
                turns + 1,
                chars + turn.chars(),
                inputTokens + (turn.inputTokens() == null ? 0 : turn.inputTokens()),
                outputTokens + (turn.outputTokens() == null ? 0 : turn.outputTokens()));
    }
}
