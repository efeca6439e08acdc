package org.monstermash.bus;

import java.util.List;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;

/** What a gateway hears: everything. Its callbacks must not block. */
public interface Follower {

    /** A stored message with its seq; each once, in the order of seq within its room. */
    void onMessage(Message message);

    void onEvent(LiveEvent event);

    /**
     * Whether it is to be told of such an event. Words of replies come often, and each callback costs a thread's turn.
     * Any thread, under the bus' lock: answers from the event alone.
     */
    default boolean hears(LiveEvent event) {
        return true;
    }

    void onMute(Mute mute);

    /** Who is awake, by key: first of all, and whenever it changes. */
    void onPresence(List<PersonaCard> awake);
}
