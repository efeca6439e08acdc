package org.monstermash.bus.memory;

import java.util.TreeSet;

/**
 * How far a persona is in one room. Exists only while something is unsettled there. Guarded by the bus's lock.
 */
final class RoomCursor {
    final String room;

    /** The newest seq that was handed over, or skipped because it cannot be read. */
    long sent;

    /** The newest seq that is known to exist. */
    long known;

    /** Whether messages must be read from the log before live ones may be handed over. */
    boolean behind;

    final TreeSet<Long> unsettled = new TreeSet<>();

    RoomCursor(String room, long settled) {
        this.room = room;
        this.sent = settled;
        this.known = settled;
    }

    /** Everything up to and including this is settled. */
    long settled() {
        return unsettled.isEmpty() ? sent : unsettled.first() - 1;
    }
}
