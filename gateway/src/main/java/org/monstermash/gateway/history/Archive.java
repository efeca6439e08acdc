package org.monstermash.gateway.history;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.PersonaCard;

/** What has been said, for readers. Every method but {@link #epoch} may block on the disk; any thread may call. */
public interface Archive {

    /** Changes only when the history was lost or replaced. */
    String epoch();

    /** Every room with its newest seq and the time of its newest message, newest first. */
    List<RoomSummary> rooms();

    record RoomSummary(String room, long seq, Instant lastAt) {}

    /** The newest seq of a room, 0 where nothing was said. */
    long lastSeq(String room);

    /** Messages with {@code seq > after}, oldest first, at most {@code limit}. */
    List<Message> after(String room, long after, int limit);

    /** The newest messages with {@code seq < before}, oldest first; {@link Long#MAX_VALUE} for the newest of all. */
    List<Message> before(String room, long before, int limit);

    /** Messages that hold all the words, newest first. The text is words, never query syntax. */
    List<Message> search(String room, String words, int limit);

    /** Every message of a room, oldest first. */
    void forEach(String room, Consumer<Message> reader);

    /** Remembers a persona that was seen awake, so that nobody else takes its names. Durable soon. */
    void seen(PersonaCard card);

    /** Every persona ever seen. */
    List<PersonaCard> everSeen();
}
