package org.monstermash.arena.duel;

import java.util.ArrayList;
import java.util.List;
import org.monstermash.arena.turn.Participant;
import org.monstermash.arena.turn.PreambleLine;
import org.monstermash.models.Prompt;
import org.monstermash.models.Prompt.Role;

/**
 * The conversation as one participant knows it: its own turns as assistant, all others' as user, neighbours of one role
 * merged, so that roles alternate and a prompt begins and ends with user, as strict servers demand.
 *
 * <p>Within the context budget the newest turns are sent; the preamble always is. Adding a turn and leaving old ones
 * out cost what the turn is long, not what the conversation is.
 */
final class History {
    /** What stands before an opening of one's own: a conversation that begins with the assistant is refused by many. */
    static final String BEGIN = "(The conversation begins. You speak first.)";

    private static final int SHRINK_TO_PERCENT = 50;

    private final String system;
    private final List<String> stops;
    private final List<Prompt.Turn> turns = new ArrayList<>();
    private final List<Integer> tokens = new ArrayList<>();
    private final int pinned;
    private long budget;
    private long sum;
    private int first;

    /** @param contextTokens 0 = no limit */
    History(Participant participant, String system, List<String> stops, int contextTokens) {
        this.system = system;
        this.stops = stops;
        this.budget = contextTokens == 0 ? Long.MAX_VALUE : contextTokens;
        participant.preamble().forEach(line -> add(role(line.role()), line.content()));
        this.pinned = turns.size();
        this.first = pinned;
        this.sum = tokens.stream().mapToLong(Integer::longValue).sum() + Tokens.of(system);
    }

    private static Role role(PreambleLine.Role role) {
        return switch (role) {
            case USER -> Role.USER;
            case ASSISTANT -> Role.ASSISTANT;
            case SYSTEM -> Role.SYSTEM;
        };
    }

    void own(String text) {
        add(Role.ASSISTANT, text);
    }

    void others(String text) {
        add(Role.USER, text);
    }

    private void add(Role role, String text) {
        if (role == Role.ASSISTANT && turns.stream().allMatch(turn -> turn.role() == Role.SYSTEM)) {
            append(Role.USER, BEGIN);
        }
        int last = turns.size() - 1;
        if (last >= 0 && turns.get(last).role() == role && role != Role.SYSTEM) {
            String merged = turns.get(last).text() + "\n\n" + text;
            sum += Tokens.of(merged) - tokens.get(last);
            turns.set(last, new Prompt.Turn(role, merged));
            tokens.set(last, Tokens.of(merged));
        } else {
            append(role, text);
        }
    }

    private void append(Role role, String text) {
        int estimate = Tokens.of(text);
        turns.add(new Prompt.Turn(role, text));
        tokens.add(estimate);
        sum += estimate;
    }

    /** What to ask now. */
    Asked prompt() {
        while (sum > budget && turns.size() - first > 1) {
            leaveOutOldest();
        }
        while (first > pinned && turns.size() - first > 1 && turns.get(first).role() != Role.USER) {
            leaveOutOldest();
        }
        int leftOut = first - pinned;
        List<Prompt.Turn> sent = new ArrayList<>(pinned + turns.size() - first);
        sent.addAll(turns.subList(0, pinned));
        if (leftOut > 0) {
            addNoted(sent, turns.get(first), leftOut);
        } else {
            sent.addAll(turns.subList(first, Math.min(first + 1, turns.size())));
        }
        sent.addAll(turns.subList(Math.min(first + 1, turns.size()), turns.size()));
        return new Asked(new Prompt(system, sent, stops), leftOut, sum);
    }

    private void leaveOutOldest() {
        sum -= tokens.get(first);
        first++;
    }

    private static void addNoted(List<Prompt.Turn> sent, Prompt.Turn turn, int leftOut) {
        String noted = "[" + leftOut + " earlier turns are left out here.]\n\n" + turn.text();
        if (!sent.isEmpty() && sent.getLast().role() == turn.role()) {
            noted = sent.removeLast().text() + "\n\n" + noted;
        }
        sent.add(new Prompt.Turn(turn.role(), noted));
    }

    /** Half as much from now on; false when there is nothing left to leave out. */
    boolean shrink() {
        if (turns.size() - first <= 1) {
            return false;
        }
        budget = Math.min(budget, sum) * SHRINK_TO_PERCENT / 100;
        return true;
    }

    /** @param leftOut turns that did not fit */
    record Asked(Prompt prompt, int leftOut, long estimatedTokens) {}
}
