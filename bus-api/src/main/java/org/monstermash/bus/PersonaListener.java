package org.monstermash.bus;

import java.util.function.Predicate;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.Mute;

/** What a persona hears. Its callbacks must not block. */
public interface PersonaListener {

    /** A message, the persona's own ones included. */
    void onMessage(Delivery delivery);

    /** Asked to speak: only for this persona. */
    void onSpeak(LiveEvent.SpeakAsked asked);

    /** Asked to be quiet: stop what is being said in the room. */
    void onStop(LiveEvent.StopAsked asked);

    /** Asked what the model was asked for a reply: only for this persona, but also where another worker of it made the reply. */
    default void onRequestAsked(LiveEvent.RequestAsked asked) {
        // who asks no model has nothing to tell
    }

    /** Muted or unmuted: only for this persona. */
    void onMute(Mute mute);

    /**
     * Another worker of the persona has the rooms for which {@code taken} is true: whatever goes on in them is left as
     * it is. Comes only where workers share rooms, and before any later message of such a room.
     */
    default void onRoomsTaken(Predicate<String> taken) {
        // where a seat is held alone, nobody takes a room
    }

    /**
     * The seat is held, waits behind another process, or the bus is away. After {@link Standing#ACTIVE} following
     * anything else, open replies must be announced again, with a higher attempt.
     */
    void onStanding(Standing standing);

    /** Where the persona stands. */
    enum Standing {
        ACTIVE,
        STANDBY,
        DISCONNECTED
    }
}
