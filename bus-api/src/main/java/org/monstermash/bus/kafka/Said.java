package org.monstermash.bus.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.monstermash.bus.event.Message;

/**
 * What a worker remembers of what was said, so that it knows its rooms and which replies exist. A message's seq here is
 * its place in the partition. Threads: any.
 *
 * <p>Bound: the newest {@value #MESSAGES} messages of all rooms.
 */
final class Said {
    static final int MESSAGES = 10_000;

    private final LinkedHashMap<String, Message> byId = new LinkedHashMap<>();
    private final Map<String, TreeMap<Long, Message>> byRoom = new HashMap<>();
    private boolean forgotten;

    /** @return the message of that id that was known before, or this one */
    synchronized Message learn(Message message) {
        Message known = byId.putIfAbsent(message.id(), message);
        if (known != null) {
            return known;
        }
        byRoom.computeIfAbsent(message.room(), room -> new TreeMap<>()).put(message.seq(), message);
        if (byId.size() > MESSAGES) {
            forgetOldest();
        }
        return message;
    }

    private void forgetOldest() {
        Iterator<Message> oldest = byId.values().iterator();
        Message message = oldest.next();
        oldest.remove();
        TreeMap<Long, Message> room = byRoom.get(message.room());
        room.remove(message.seq());
        if (room.isEmpty()) {
            byRoom.remove(message.room());
        }
        forgotten = true;
    }

    synchronized Optional<Message> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The newest messages of a room, oldest first; may be fewer than there are. */
    synchronized List<Message> newest(String room, int limit) {
        TreeMap<Long, Message> said = byRoom.getOrDefault(room, new TreeMap<>());
        List<Message> newest = new ArrayList<>();
        for (Message message : said.descendingMap().values()) {
            if (newest.size() == limit) {
                break;
            }
            newest.add(message);
        }
        return newest.reversed();
    }

    /** Whether everything it was ever told is still known. */
    synchronized boolean isWhole() {
        return !forgotten;
    }
}
