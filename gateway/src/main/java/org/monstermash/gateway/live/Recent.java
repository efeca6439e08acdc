package org.monstermash.gateway.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The newest messages of one room, seq by seq and encoded. Bounded by what a reader may be given at once: beyond it the
 * oldest are let go. Guarded by whoever holds it.
 */
final class Recent {
    /** Of what readers of {@code /live} are given. */
    static final int MAX_BYTES = Outbound.MAX_QUEUED / 4;

    private final String epoch;
    private final Deque<Told> messages = new ArrayDeque<>();
    private long before;
    private int liveBytes;
    private int heldBytes;

    /** @param before the seq before the first message */
    Recent(String epoch, long before) {
        this.epoch = epoch;
        this.before = before;
    }

    boolean isOf(String epoch) {
        return this.epoch.equals(epoch);
    }

    /** Whether all after this seq are here. */
    boolean reachesBackTo(long seq) {
        return before <= seq;
    }

    boolean reachesFurtherBackThan(Recent other) {
        return before < other.before;
    }

    long lastSeq() {
        return before + messages.size();
    }

    /** In bytes of memory. */
    int heldBytes() {
        return heldBytes;
    }

    /** Takes the next message; or says that it is another one, and not here either. */
    boolean take(Told message) {
        if (message.seq() == lastSeq() + 1) {
            append(message);
            return true;
        }
        return messages.stream().anyMatch(known -> known.about().equals(message.about()));
    }

    /** Takes a later message, also where some before it are missing (they are damaged): then nothing reaches over the gap. */
    void takeLater(Told message) {
        if (message.seq() > lastSeq() + 1) {
            messages.clear();
            before = message.seq() - 1;
            liveBytes = 0;
            heldBytes = 0;
        }
        append(message);
    }

    List<Told> after(long seq) {
        return messages.stream().filter(message -> message.seq() > seq).toList();
    }

    private void append(Told message) {
        messages.add(message);
        liveBytes += message.bytes();
        heldBytes += message.heldBytes();
        while (liveBytes > MAX_BYTES) {
            Told oldest = messages.remove();
            before = oldest.seq();
            liveBytes -= oldest.bytes();
            heldBytes -= oldest.heldBytes();
        }
    }
}
