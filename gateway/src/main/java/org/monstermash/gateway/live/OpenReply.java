package org.monstermash.gateway.live;

import java.util.ArrayList;
import java.util.List;
import org.monstermash.bus.event.LiveEvent;

/** A reply that is being made, with its text so far, for those who come in the middle of it. Guarded by the fan-out. */
final class OpenReply {
    /** More than any reply that can be stored; beyond it who comes late waits for the final message. */
    static final int MAX_CHARS = 64 * 1024;

    final LiveEvent.ReplyStarted started;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private int lastIndex = -1;
    private boolean overflown;

    OpenReply(LiveEvent.ReplyStarted started) {
        this.started = started;
    }

    /** Whether the delta belongs to this attempt and is new. */
    boolean add(LiveEvent.ReplyDelta delta) {
        if (delta.attempt() != started.attempt() || delta.index() <= lastIndex) {
            return false;
        }
        lastIndex = delta.index();
        overflown |= !append(text, delta.text()) | !append(thinking, delta.thinking());
        return true;
    }

    /** What somebody who comes now is told: that it started, and all of it so far in one delta. */
    List<Told> soFar() {
        List<Told> told = new ArrayList<>();
        told.add(LiveJson.event(Told.Kind.REPLY_STARTED, started.replyId(), started));
        if (lastIndex >= 0 && !overflown) {
            told.add(LiveJson.delta(
                    started.replyId(), started.attempt(), lastIndex, text.toString(), thinking.toString()));
        }
        return told;
    }

    private static boolean append(StringBuilder kept, String more) {
        if (more == null) {
            return true;
        }
        if (kept.length() + more.length() > MAX_CHARS) {
            return false;
        }
        kept.append(more);
        return true;
    }
}
