package org.monstermash.arena.console;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.DuelListener;
import org.monstermash.arena.turn.End;
import org.monstermash.arena.turn.Turn;

/** One line when a run has ended: for several runs at once, and for {@code --quiet}. */
public final class OneLine implements DuelListener {
    private final PrintWriter out;
    private String id;

    public OneLine(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void begun(DuelHeader header, List<Turn> before) {
        id = header.id();
    }

    @Override
    public void turn(Turn turn) {
        // only the end is told
    }

    @Override
    public void ended(End end) {
        out.println(String.format(
                Locale.ROOT,
                "duel %s: %,d turns, %,d characters, %.1f s: %s",
                id,
                end.turns(),
                end.chars(),
                end.duration().toMillis() / 1000.0,
                TerminalText.safe(end.text())));
        out.flush();
    }
}
