package org.monstermash.bus.link;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one seat was given and has settled, so that a line that broke changes nothing for the persona: what it is busy
 * with is not handed over twice, what it has settled is settled again. Guarded by its seat.
 *
 * <p>Bound: of {@value #MAX_SETTLED_ROOMS} rooms where nothing is open; in older ones a redelivery is handed over again.
 */
final class Redeliveries {
    private static final int MAX_SETTLED_ROOMS = 10_000;

    /** What to do with a delivery. */
    enum Verdict {
        NEW,
        IN_HAND,
        SETTLED
    }

    private static final class Room {
        private final TreeSet<Long> inHand = new TreeSet<>();
        /** Settled out of order; only above the first one in hand. */
        private final Set<Long> settledAbove = new HashSet<>();

        private long newest;

        private boolean isSettled(long seq) {
            return settledAbove.contains(seq)
                    || seq <= newest && !inHand.contains(seq) && (inHand.isEmpty() || seq < inHand.first());
        }
    }

    private final Map<String, Room> open = new HashMap<>();
    private final Map<String, Room> settled = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Room> eldest) {
            return size() > MAX_SETTLED_ROOMS;
        }
    };

    private String epoch;

    /** In another epoch everything is new. */
    void epoch(String now) {
        if (!now.equals(epoch)) {
            epoch = now;
            open.clear();
            settled.clear();
        }
    }

    /** The persona has left every room as it was: what it had in hand is new when it comes again. */
    void left() {
        open.clear();
    }

    Verdict delivered(String name, long seq) {
        Room room = open.getOrDefault(name, settled.get(name));
        if (room != null && room.inHand.contains(seq)) {
            return Verdict.IN_HAND;
        }
        if (room != null && room.isSettled(seq)) {
            return Verdict.SETTLED;
        }
        Room opened = room == null ? new Room() : room;
        opened.inHand.add(seq);
        opened.newest = Math.max(opened.newest, seq);
        settled.remove(name);
        open.put(name, opened);
        return Verdict.NEW;
    }

    void settled(String name, long seq) {
        Room room = open.get(name);
        if (room == null || !room.inHand.remove(seq)) {
            return;
        }
        if (room.inHand.isEmpty()) {
            room.settledAbove.clear();
            open.remove(name);
            settled.put(name, room);
        } else {
            room.settledAbove.add(seq);
            room.settledAbove.removeIf(each -> each < room.inHand.first());
        }
    }
}
