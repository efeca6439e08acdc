package org.monstermash.arena.console;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.DuelListener;
import org.monstermash.arena.turn.End;
import org.monstermash.arena.turn.Turn;

/** The run on a terminal: the settings, each turn word by word, and how it ended. */
public final class Console implements DuelListener {
    private static final String RULE = "=".repeat(72);

    private final PrintWriter out;
    private DuelHeader header;
    private boolean saysText;
    private boolean saysThinking;

    public Console(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void begun(DuelHeader begun, List<Turn> before) {
        header = begun;
        Banner.lines(begun).forEach(out::println);
        if (!before.isEmpty()) {
            out.printf(
                    Locale.ROOT, "%nResumed after turn %,d%n", before.getLast().number());
        }
        out.flush();
    }

    @Override
    public void turnBegan(int number, int speaker, int attempt) {
        if (attempt > 1) {
            out.println("\n[The answer begins anew]");
        } else {
            heading(
                    number,
                    header.participants().get(speaker).name(),
                    header.participants().get(speaker).model());
        }
        saysText = false;
        saysThinking = false;
        out.flush();
    }

    private void heading(int number, String name, String model) {
        out.printf(Locale.ROOT, "%nTurn %d - %s (%s):%n", number, TerminalText.safe(name), TerminalText.safe(model));
    }

    @Override
    public void text(String more) {
        if (saysThinking && !saysText) {
            out.println("\n</think>\n");
        }
        saysText = true;
        out.print(TerminalText.safe(more));
        out.flush();
    }

    @Override
    public void thinking(String more) {
        if (!saysThinking) {
            out.println("<think>");
        }
        saysThinking = true;
        out.print(TerminalText.safe(more));
        out.flush();
    }

    @Override
    public void turn(Turn turn) {
        if (turn.number() == 1) {
            heading(1, turn.name(), turn.model());
            out.print(TerminalText.safe(turn.text()));
        } else if (saysThinking && !saysText) {
            out.print("\n</think>");
        }
        out.printf(Locale.ROOT, "%n[%,d characters]%n", turn.chars());
        if (turn.truncated()) {
            out.printf(
                    Locale.ROOT,
                    turn.chars() >= header.settings().maxChars()
                            ? "[Response truncated at %,d characters]%n"
                            : "[Response truncated by the model's own limit, at %,d characters]%n",
                    turn.chars());
        }
        if (turn.filtered()) {
            out.println("[Thinking filtered from the partner's view]");
        }
        turn.notes().forEach(note -> out.println("[" + TerminalText.safe(note) + "]"));
        out.flush();
    }

    @Override
    public void ended(End end) {
        out.println("\n" + RULE);
        out.println(end.headline());
        out.println("Reason: " + TerminalText.safe(end.text()));
        out.printf(Locale.ROOT, "Total turns: %,d%n", end.turns());
        out.printf(Locale.ROOT, "Total characters: %,d%n", end.chars());
        if (end.inputTokens() + end.outputTokens() > 0) {
            out.printf(Locale.ROOT, "Total tokens: %,d in, %,d out%n", end.inputTokens(), end.outputTokens());
        }
        out.println(RULE);
        out.flush();
    }
}
