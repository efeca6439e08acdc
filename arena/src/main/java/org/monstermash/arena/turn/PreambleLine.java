package org.monstermash.arena.turn;

import java.util.Objects;

/** A line of a participant's preamble. */
public record PreambleLine(Role role, String content) {
    public PreambleLine {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(content, "content");
    }

    /** From the participant's own point of view: {@code ASSISTANT} is itself, {@code USER} its partner. */
    public enum Role {
        USER,
        ASSISTANT,
        SYSTEM
    }
}
