package org.monstermash.gateway.live;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The newest messages of the rooms that were in use last, so that of a crowd that comes at once only the first few ask
 * the disk. At most {@value #MAX_BYTES} bytes: beyond it the room is forgotten that was not in use for longest. Guarded
 * by the fan-out.
 */
final class Recents {
    static final int MAX_BYTES = 8 * 1024 * 1024;

    /** What a room costs besides its messages. */
    private static final int ROOM_BYTES = 512;

    private final Map<String, Recent> rooms = new LinkedHashMap<>(16, 0.75f, true);
    private int bytes;

    boolean hold(String room) {
        return rooms.containsKey(room);
    }

    Optional<Recent> of(String room, String epoch) {
        return Optional.ofNullable(rooms.get(room)).filter(recent -> recent.isOf(epoch));
    }

    /** What was read of a room up to its newest message, from now on this one's. */
    void offer(String room, String epoch, Recent read) {
        Recent known = rooms.get(room);
        if (known == null || !known.isOf(epoch) || read.reachesFurtherBackThan(known)) {
            forget(room);
            rooms.put(room, read);
            bytes += cost(read);
            shrink();
        }
    }

    /** A message is told: where it is not the next one, the room is forgotten. */
    void told(String room, Told message) {
        Recent recent = rooms.get(room);
        if (recent == null) {
            return;
        }
        int before = cost(recent);
        if (recent.take(message)) {
            bytes += cost(recent) - before;
            shrink();
        } else {
            forget(room);
        }
    }

    private void forget(String room) {
        Recent recent = rooms.remove(room);
        if (recent != null) {
            bytes -= cost(recent);
        }
    }

    private void shrink() {
        Iterator<Recent> eldest = rooms.values().iterator();
        while (bytes > MAX_BYTES) {
            bytes -= cost(eldest.next());
            eldest.remove();
        }
    }

    private static int cost(Recent recent) {
        return ROOM_BYTES + recent.heldBytes();
    }
}
