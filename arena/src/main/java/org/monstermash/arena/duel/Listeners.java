package org.monstermash.arena.duel;

import java.util.List;
import java.util.function.Consumer;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.DuelListener;
import org.monstermash.arena.turn.End;
import org.monstermash.arena.turn.Turn;

/** Tells everybody, in the order given. All hear of a turn and of the end, even where one of them fails. */
public final class Listeners implements DuelListener {
    private final List<DuelListener> listeners;

    public Listeners(List<DuelListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void begun(DuelHeader header, List<Turn> before) {
        tell(listener -> listener.begun(header, before));
    }

    @Override
    public void turnBegan(int number, int speaker, int attempt) {
        tell(listener -> listener.turnBegan(number, speaker, attempt));
    }

    @Override
    public void text(String more) {
        tell(listener -> listener.text(more));
    }

    @Override
    public void thinking(String more) {
        tell(listener -> listener.thinking(more));
    }

    @Override
    public void turn(Turn turn) {
        tell(listener -> listener.turn(turn));
    }

    @Override
    public void ended(End end) {
        tell(listener -> listener.ended(end));
    }

    private void tell(Consumer<DuelListener> news) {
        RuntimeException first = null;
        for (DuelListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
