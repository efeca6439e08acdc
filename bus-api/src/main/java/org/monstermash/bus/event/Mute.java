package org.monstermash.bus.event;

import java.util.Objects;

/** Whether a persona is muted in a room. Stored: it survives every restart. */
public record Mute(String room, String persona, boolean muted) {
    public Mute {
        RoomName.check(room);
        Objects.requireNonNull(persona, "persona");
    }
}
