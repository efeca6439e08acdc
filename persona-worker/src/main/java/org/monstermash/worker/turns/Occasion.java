package org.monstermash.worker.turns;

import java.util.List;
import org.monstermash.bus.event.LiveEvent.Level;
import org.monstermash.bus.event.Message;

/**
 * What there is to answer.
 *
 * @param cause what is answered, or null when the persona opens an empty room
 * @param recent the newest messages of the room, oldest first
 * @param replyId seeds what is left to chance, so that every try of a reply comes out alike
 * @param herald tells the room what people should know
 */
public record Occasion(String room, Message cause, List<Message> recent, String replyId, Herald herald) {

    /** Tells a room something. Any thread; does not block. */
    @FunctionalInterface
    public interface Herald {

        /**
         * As in {@link org.monstermash.bus.event.LiveEvent.Notice}.
         *
         * @param code a stable word for programs
         * @param text a sentence for people
         */
        void tell(Level level, String code, String text);
    }
}
