package org.monstermash.models.prompt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.monstermash.models.Prompt;
import org.monstermash.models.Prompt.Role;
import org.monstermash.models.Prompt.Turn;

/**
 * What a model is asked when one of its masks speaks in a room.
 *
 * <p>The system text is the mask's. Its own lines are the assistant's; those of all others are the user's, each with its
 * name, neighbours in one turn. The turns alternate and begin and end with the user, which strict servers insist on; the
 * last one ends with {@link #nudge}. The newest lines are taken until {@link #TOKENS} are reached; a note says how many
 * were left out.
 */
public final class RoomPrompt {
    /** System text and lines together: with an answer of 1024 tokens it fits into a context of 4096. */
    static final int TOKENS = 3000;

    /** So much is left for the lines, however long the system text is. */
    static final int TOKENS_OF_LINES = 1000;

    /** More, and some servers refuse the request. */
    static final int MOST_STOPS = 4;

    /** What a line costs besides its text. */
    private static final int TOKENS_AROUND_A_LINE = 4;

    private RoomPrompt() {}

    /**
     * The prompt.
     *
     * @param name who is to speak
     * @param system who that is
     * @param lines what was said, oldest first
     */
    public static Prompt of(String name, String system, List<Line> lines) {
        Deque<Line> taken = newest(lines, Math.max(TOKENS_OF_LINES, TOKENS - Tokens.estimate(system)));
        Turns turns = new Turns();
        int leftOut = lines.size() - taken.size();
        if (leftOut > 0) {
            turns.user(
                    leftOut == 1
                            ? "(One earlier message is left out.)"
                            : "(" + leftOut + " earlier messages are left out.)");
        }
        if (taken.isEmpty()) {
            turns.user("(Nobody has said anything yet.)");
        } else if (taken.getFirst().own() && leftOut == 0) {
            turns.user("(You spoke first.)");
        }
        for (Line line : taken) {
            if (line.own()) {
                turns.assistant(line.text());
            } else {
                turns.user(line.author() + ": " + line.text());
            }
        }
        turns.user(nudge(name));
        return new Prompt(system, turns.all, stops(name, lines));
    }

    static String nudge(String name) {
        return "Write the next reply only as " + name + ".";
    }

    /** The newest line is always there, if need be only its end. */
    private static Deque<Line> newest(List<Line> lines, int budget) {
        Deque<Line> taken = new ArrayDeque<>();
        int left = budget;
        for (Line line : lines.reversed()) {
            int cost = Tokens.estimate(line.author() + line.text()) + TOKENS_AROUND_A_LINE;
            if (cost > left) {
                if (taken.isEmpty()) {
                    int room = budget - Tokens.estimate(line.author()) - TOKENS_AROUND_A_LINE;
                    taken.addFirst(
                            new Line(line.author(), line.own(), "… " + Tokens.end(line.text(), Math.max(1, room))));
                }
                break;
            }
            taken.addFirst(line);
            left -= cost;
        }
        return taken;
    }

    /** Where somebody else would begin to speak; who spoke last is the likeliest. */
    private static List<String> stops(String name, List<Line> lines) {
        Set<String> stops = new LinkedHashSet<>();
        for (Line line : lines.reversed()) {
            if (!line.own() && !line.author().equals(name) && stops.size() < MOST_STOPS) {
                stops.add("\n" + line.author() + ":");
            }
        }
        return List.copyOf(stops);
    }

    /** Neighbours of the same role become one. */
    private static final class Turns {
        private final List<Turn> all = new ArrayList<>();

        void user(String text) {
            add(Role.USER, text, "\n");
        }

        void assistant(String text) {
            add(Role.ASSISTANT, text, "\n\n");
        }

        private void add(Role role, String text, String between) {
            if (!all.isEmpty() && all.getLast().role() == role) {
                Turn last = all.removeLast();
                all.add(new Turn(role, last.text() + between + text));
            } else {
                all.add(new Turn(role, text));
            }
        }
    }
}
