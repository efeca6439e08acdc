package org.monstermash.arena.duel;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.monstermash.arena.turn.DuelSettings;
import org.monstermash.arena.turn.End;
import org.monstermash.arena.turn.Turn;

/** Counts the turns, and says when a turn was the last one. */
final class Limits {
    /** Instead of a text: stop when it goes in circles. */
    static final String REPETITION = "repetition";

    private final DuelSettings settings;
    private final List<String> texts;
    private final boolean watchesRepetition;
    private final Repetition repetition = new Repetition();
    private int turns;
    private long chars;
    private long inputTokens;
    private long outputTokens;
    private long spent;

    Limits(DuelSettings settings) {
        this.settings = settings;
        this.texts = settings.stopOn().stream()
                .filter(text -> !text.equals(REPETITION))
                .toList();
        this.watchesRepetition = settings.stopOn().contains(REPETITION);
    }

    /** A turn that stood already: it counts, but was no reason to end. */
    void before(Turn turn) {
        count(turn, Tokens.of(turn.text()));
        if (watchesRepetition) {
            repetition.turn(turn.text());
        }
    }

    /** @param estimatedTokens of prompt and answer, where the model does not say */
    Optional<Ending> after(Turn turn, long estimatedTokens) {
        count(turn, estimatedTokens);
        boolean circles = watchesRepetition && repetition.turn(turn.text());
        if (turn.number() > 1) {
            Optional<String> said = texts.stream().filter(turn.text()::contains).findFirst();
            if (said.isPresent()) {
                return Optional.of(
                        new Ending(End.Reason.STOP_TEXT, turn.name() + " said the stop text: " + said.get()));
            }
        }
        if (circles) {
            return Optional.of(new Ending(
                    End.Reason.REPETITION, "the last " + Repetition.IN_A_ROW + " turns only repeat what was said"));
        }
        return spent();
    }

    private void count(Turn turn, long estimatedTokens) {
        turns++;
        chars += turn.chars();
        inputTokens += turn.inputTokens() == null ? 0 : turn.inputTokens();
        outputTokens += turn.outputTokens() == null ? 0 : turn.outputTokens();
        spent += turn.outputTokens() == null
                ? estimatedTokens
                : turn.outputTokens() + (turn.inputTokens() == null ? 0 : turn.inputTokens());
    }

    /** What an answer cost that makes no turn of its own. */
    void spent(long tokens) {
        spent += tokens;
    }

    private Optional<Ending> spent() {
        return settings.budgetTokens() > 0 && spent >= settings.budgetTokens()
                ? Optional.of(new Ending(
                        End.Reason.BUDGET,
                        String.format(
                                Locale.ROOT,
                                "the budget of %,d tokens is spent (%,d)",
                                settings.budgetTokens(),
                                spent)))
                : Optional.empty();
    }

    /** Why there is no next turn, if there is none. */
    Optional<Ending> beforeNext() {
        return turns >= settings.maxTurns()
                ? Optional.of(new Ending(
                        End.Reason.TURN_LIMIT,
                        String.format(Locale.ROOT, "the limit of %,d turns is reached", settings.maxTurns())))
                : spent();
    }

    int turns() {
        return turns;
    }

    long chars() {
        return chars;
    }

    long inputTokens() {
        return inputTokens;
    }

    long outputTokens() {
        return outputTokens;
    }
}
