package org.monstermash.arena.measures;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Says when a conversation has stopped to move: the mean novelty of the last {@value #TURNS} turns fell below
 * {@value #ENTERS}. It stays so until that mean is above {@value #LEAVES} again, so that one odd turn does not make the
 * answer flicker. Before turn {@value #FIRST_TURN} there is no answer but no: greetings resemble each other.
 */
public final class Attractor {
    static final int TURNS = 6;
    static final int FIRST_TURN = 8;
    public static final double ENTERS = 0.4;
    static final double LEAVES = 0.5;

    private final Deque<Double> last = new ArrayDeque<>();
    private int turns;
    private boolean inside;

    boolean after(double novelty) {
        turns++;
        last.addLast(novelty);
        if (last.size() > TURNS) {
            last.removeFirst();
        }
        double mean = last.stream().mapToDouble(Double::doubleValue).average().orElse(1);
        inside = turns >= FIRST_TURN && mean < (inside ? LEAVES : ENTERS);
        return inside;
    }
}
