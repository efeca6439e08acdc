package org.monstermash.worker.turns;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.monstermash.bus.event.Message;

/**
 * What a persona remembers of a room, by seq. Any thread may use it.
 *
 * <p>Bound: as many messages before the oldest that waits as deciding needs, and those that wait.
 */
final class RoomMemory {
    /** Messages a speaker looks at. */
    static final int LINES = 20;

    private final TreeMap<Long, Message> bySeq = new TreeMap<>();
    private final int depth;

    /** @param streak how many messages counting monsters in a row needs */
    RoomMemory(int streak) {
        this.depth = Math.max(LINES, streak);
    }

    /** Messages that are needed to decide about the newest. */
    int depth() {
        return depth;
    }

    synchronized void add(Message message) {
        bySeq.put(message.seq(), message);
    }

    /** The newest messages up to and including one, oldest first. */
    synchronized List<Message> upTo(Message last) {
        return newest(depth, bySeq.headMap(last.seq(), true).values());
    }

    /** What is needed to decide, oldest first. */
    synchronized List<Message> newest() {
        return newest(depth, bySeq.values());
    }

    /** What a speaker looks at, oldest first. */
    synchronized List<Message> lines() {
        return newest(LINES, bySeq.values());
    }

    synchronized Optional<Message> last() {
        return bySeq.isEmpty()
                ? Optional.empty()
                : Optional.of(bySeq.lastEntry().getValue());
    }

    /** Forgets what is not needed to decide about the message {@code seq} and what follows it. */
    synchronized void forgetBefore(long seq) {
        int surplus = bySeq.headMap(seq).size() - depth;
        for (int i = 0; i < surplus; i++) {
            bySeq.pollFirstEntry();
        }
    }

    private static List<Message> newest(int count, Collection<Message> messages) {
        return messages.stream().skip(Math.max(0, messages.size() - count)).toList();
    }
}
