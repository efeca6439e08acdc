package org.monstermash.arena.turn;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What is fixed before the first turn. Holds no secret.
 *
 * @param id six lower-case hex digits: part of the files' and the room's name
 * @param startedAt when the first run of this duel began
 * @param participants in the order in which they speak; the first says the opening
 */
public record DuelHeader(
        String id, Instant startedAt, List<Participant> participants, String opening, DuelSettings settings) {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{6}");

    public DuelHeader {
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(opening, "opening");
        Objects.requireNonNull(settings, "settings");
        if (id == null || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a duel's id is six lower-case hex digits: " + id);
        }
        participants = List.copyOf(participants);
        if (participants.size() < 2) {
            throw new IllegalArgumentException("a duel needs at least two participants: " + participants.size());
        }
    }
}
