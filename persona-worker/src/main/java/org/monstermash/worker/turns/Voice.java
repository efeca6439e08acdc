package org.monstermash.worker.turns;

import java.util.List;
import org.monstermash.bus.event.Message;
import org.monstermash.models.Model;

/** What a persona speaks with: its script, or a model. Any thread may use it. */
public interface Voice {

    /** As in {@link Message#model()}, for the roster. */
    String model();

    /**
     * Who answers this time.
     *
     * @param cause what is answered, or null when the persona opens an empty room
     * @param recent the newest messages of the room, oldest first
     * @param replyId seeds what is left to chance, so that every try of a reply comes out alike
     */
    Model speaker(Message cause, List<Message> recent, String replyId);
}
