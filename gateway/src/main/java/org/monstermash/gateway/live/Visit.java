package org.monstermash.gateway.live;

import java.util.Optional;
import org.monstermash.bus.event.RoomName;

/**
 * What a reader asked for in its handshake.
 *
 * @param epoch the history it knows, if it knows one
 * @param after the newest seq it has; empty where it said none, {@link #NONSENSE} where it said no number
 * @param why whether it wants to see decisions
 */
record Visit(String room, Optional<String> epoch, Optional<Long> after, boolean why) {
    /** No seq is this: leads to a reset. */
    static final long NONSENSE = -1;

    static Visit of(String room, String epoch, String after, String why) {
        return new Visit(
                room == null ? RoomName.DEFAULT : room,
                Optional.ofNullable(epoch),
                Optional.ofNullable(after).map(Visit::seq),
                "1".equals(why));
    }

    /** Whether it came back with something. */
    boolean returns() {
        return epoch.isPresent() || after.isPresent();
    }

    /** Whether what it has is the beginning of this history. */
    boolean continues(String currentEpoch, long newest) {
        return epoch.filter(currentEpoch::equals).isPresent()
                && after.filter(seq -> 0 <= seq && seq <= newest).isPresent();
    }

    private static long seq(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return NONSENSE;
        }
    }
}
