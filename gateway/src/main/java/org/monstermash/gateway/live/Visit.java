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

    /** @param historyLimit how many of the last messages it is given where it does not go on from what it has */
    Beginning beginning(String epoch, long newest, int historyLimit) {
        return continues(epoch, newest)
                ? new Beginning(newest, after.orElseThrow(), false)
                : new Beginning(newest, Math.max(0, newest - historyLimit), returns());
    }

    /** Whether it came back with something. */
    private boolean returns() {
        return epoch.isPresent() || after.isPresent();
    }

    /** Whether what it has is the beginning of this history. */
    private boolean continues(String currentEpoch, long newest) {
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
