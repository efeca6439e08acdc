package org.monstermash.arena.duel;

import java.util.ArrayList;
import java.util.List;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.Participant;
import org.monstermash.arena.turn.Turn;

/** What each participant has heard. With more than two, everybody's lines carry their speaker's name. */
final class Table {
    private static final int MAX_STOPS = 4;

    private final boolean filterThinking;
    private final boolean named;
    private final List<History> histories = new ArrayList<>();

    Table(DuelHeader header) {
        List<Participant> participants = header.participants();
        this.filterThinking = header.settings().filterThinking();
        this.named = participants.size() > 2;
        for (Participant participant : participants) {
            histories.add(new History(
                    participant,
                    participant.system(),
                    named ? stops(participants, participant) : List.of(),
                    header.settings().contextTokens()));
        }
    }

    private static List<String> stops(List<Participant> participants, Participant own) {
        return participants.stream()
                .filter(other -> other != own)
                .map(other -> "\n" + other.name() + ":")
                .limit(MAX_STOPS)
                .toList();
    }

    History history(int speaker) {
        return histories.get(speaker);
    }

    /** A turn that stands: its speaker's own words without their thinking, everybody else's partner's words. */
    void heard(Turn turn) {
        String shown = filterThinking || turn.thinking().isEmpty()
                ? turn.text()
                : "<think>\n" + turn.thinking() + "\n</think>\n\n" + turn.text();
        String told = named ? turn.name() + ": " + shown : shown;
        for (int i = 0; i < histories.size(); i++) {
            if (i == turn.speaker()) {
                histories.get(i).own(turn.text());
            } else {
                histories.get(i).others(told);
            }
        }
    }
}
