package org.monstermash.arena.transcript;

import java.util.Objects;
import java.util.function.UnaryOperator;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.End;
import org.monstermash.arena.turn.Participant;
import org.monstermash.arena.turn.PreambleLine;
import org.monstermash.arena.turn.Turn;

/** Hides secrets in everything that is kept, also where a model says them. */
public final class Mask {
    public static final Mask NONE = new Mask(UnaryOperator.identity());

    private final UnaryOperator<String> hidden;

    /** @param hidden the text with {@code ***} in place of every secret */
    public Mask(UnaryOperator<String> hidden) {
        this.hidden = Objects.requireNonNull(hidden, "hidden");
    }

    /** The header with every text of it masked; its participants' headers and payloads are the business of who made them. */
    public DuelHeader apply(DuelHeader header) {
        return new DuelHeader(
                header.id(),
                header.startedAt(),
                header.participants().stream().map(this::apply).toList(),
                hidden.apply(header.opening()),
                header.settings());
    }

    public Turn apply(Turn turn) {
        return new Turn(
                turn.number(),
                turn.speaker(),
                hidden.apply(turn.name()),
                hidden.apply(turn.model()),
                turn.startedAt(),
                hidden.apply(turn.text()),
                hidden.apply(turn.thinking()),
                turn.truncated(),
                turn.filtered(),
                turn.partial(),
                turn.chars(),
                turn.inputTokens(),
                turn.outputTokens(),
                turn.firstToken(),
                turn.duration(),
                turn.notes().stream().map(hidden).toList());
    }

    public End apply(End end) {
        return new End(
                end.reason(),
                hidden.apply(end.text()),
                end.endedAt(),
                end.turns(),
                end.chars(),
                end.inputTokens(),
                end.outputTokens(),
                end.duration());
    }

    private Participant apply(Participant participant) {
        return new Participant(
                hidden.apply(participant.name()),
                hidden.apply(participant.model()),
                hidden.apply(participant.endpoint()),
                participant.protocol(),
                hidden.apply(participant.system()),
                participant.systemOnTop(),
                participant.persona(),
                participant.emoji(),
                participant.headers(),
                participant.payload(),
                participant.preamble().stream()
                        .map(line -> new PreambleLine(line.role(), hidden.apply(line.content())))
                        .toList());
    }
}
