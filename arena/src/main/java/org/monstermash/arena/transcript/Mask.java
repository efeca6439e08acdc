package org.monstermash.arena.transcript;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.End;
import org.monstermash.arena.turn.Participant;
import org.monstermash.arena.turn.PreambleLine;
import org.monstermash.arena.turn.Turn;

/**
 * Replaces secrets by {@code ***} wherever they turn up, also where a model says them. A secret of several words
 * ({@code Bearer sk-…}) is hidden word by word too; what is shorter than {@value #SHORTEST} characters is no secret, or
 * half of every text would be stars.
 */
public final class Mask implements UnaryOperator<String> {
    public static final Mask NONE = new Mask(List.of());

    private static final int SHORTEST = 8;
    private static final String STARS = "***";

    private final List<String> secrets;

    private Mask(List<String> secrets) {
        this.secrets = secrets;
    }

    public static Mask of(Collection<String> secrets) {
        return new Mask(secrets.stream()
                .flatMap(secret -> Stream.concat(Stream.of(secret.strip()), Arrays.stream(secret.split("\\s+"))))
                .filter(secret -> secret.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed()) // a part must not spoil the whole
                .toList());
    }

    @Override
    public String apply(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, STARS);
        }
        return masked;
    }

    /** The header with every text of it masked; its participants' headers and payloads are the business of who made them. */
    public DuelHeader apply(DuelHeader header) {
        return new DuelHeader(
                header.id(),
                header.startedAt(),
                header.participants().stream().map(this::apply).toList(),
                apply(header.opening()),
                header.settings());
    }

    public Turn apply(Turn turn) {
        return new Turn(
                turn.number(),
                turn.speaker(),
                apply(turn.name()),
                apply(turn.model()),
                turn.startedAt(),
                apply(turn.text()),
                apply(turn.thinking()),
                turn.truncated(),
                turn.filtered(),
                turn.partial(),
                turn.chars(),
                turn.inputTokens(),
                turn.outputTokens(),
                turn.firstToken(),
                turn.duration(),
                turn.notes().stream().map(this).toList());
    }

    public End apply(End end) {
        return new End(
                end.reason(),
                apply(end.text()),
                end.endedAt(),
                end.turns(),
                end.chars(),
                end.inputTokens(),
                end.outputTokens(),
                end.duration());
    }

    private Participant apply(Participant participant) {
        return new Participant(
                apply(participant.name()),
                apply(participant.model()),
                apply(participant.endpoint()),
                participant.protocol(),
                apply(participant.system()),
                participant.systemOnTop(),
                participant.persona(),
                participant.emoji(),
                participant.headers(),
                participant.payload(),
                participant.preamble().stream()
                        .map(line -> new PreambleLine(line.role(), apply(line.content())))
                        .toList());
    }
}
