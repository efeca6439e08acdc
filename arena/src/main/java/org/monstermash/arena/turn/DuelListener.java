package org.monstermash.arena.turn;

import java.util.List;

/**
 * Hears a duel from its beginning to its end: the console, the files, the room where it is watched.
 *
 * <p>Calls come one after the other, all from the duel's thread: {@link #begun}, then per turn any number of {@link
 * #turnBegan} each followed by deltas, then {@link #turn}; at last {@link #ended}, on every path but a killed process.
 * A turn of which nothing came has no {@link #turn}. What is kept must be kept when {@link #turn} returns. A listener
 * that fails ends the duel, with the reason.
 */
public interface DuelListener {

    /**
     * A run begins.
     *
     * @param before the turns that stand already, when a duel is resumed: each as it was first told. A listener that
     *     keeps a file goes on behind the last of them; what stood there after it (a partial turn, an end, a torn line)
     *     goes. Empty for a new duel.
     */
    void begun(DuelHeader header, List<Turn> before);

    /**
     * A participant is about to be asked.
     *
     * @param attempt from 1; a higher one replaces what came of the turn so far
     */
    default void turnBegan(int number, int speaker, int attempt) {}

    /** Some more words of the turn that began; never empty. */
    default void text(String more) {}

    /** Some more thinking of the turn that began; never empty. */
    default void thinking(String more) {}

    /** The turn as it stands, the opening and partial ones too. */
    void turn(Turn turn);

    /** The run is over. */
    void ended(End end);
}
