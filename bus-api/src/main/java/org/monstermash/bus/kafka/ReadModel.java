package org.monstermash.bus.kafka;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.monstermash.bus.BusHealth;
import org.monstermash.bus.BusUnavailable;
import org.monstermash.bus.MessageLog.Appended;
import org.monstermash.bus.StorageFull;
import org.monstermash.bus.event.Message;

/**
 * What a gateway makes of the topic: every message once, at its place in its room. All gateways that read a topic from
 * its beginning give a message the same seq, because they count the same ids in the same order.
 *
 * <p>Threads: {@link #begin} and {@link #take} are called by one thread, which they may block; the others by any.
 */
public interface ReadModel {

    /**
     * Goes on where it was left. What was made of another topic is forgotten first.
     *
     * @param topicId changes when a topic of the same name is made anew
     * @return the next offset by partition; where one is missing it begins at 0
     * @throws BusUnavailable when it cannot be told now
     */
    Map<Integer, Long> begin(String topicId);

    /**
     * Takes messages in the order of their rooms, together with the place up to which the topic was read: both are
     * durable when this returns, or neither.
     *
     * @param next the next offset by partition
     * @return for each message what is stored under its id, and whether this call stored it
     * @throws BusUnavailable or {@link StorageFull}, when it cannot be stored now: trying again is safe
     */
    List<Appended> take(List<Message> messages, Map<Integer, Long> next);

    /** The message of that id, if it is stored. May block on the disk. */
    Optional<Message> find(String id);

    /** The newest messages of a room, oldest first. May block on the disk. */
    List<Message> newest(String room, int limit);

    BusHealth health();
}
