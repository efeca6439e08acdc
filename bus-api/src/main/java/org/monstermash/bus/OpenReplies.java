package org.monstermash.bus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.monstermash.bus.event.LiveEvent.Outcome;
import org.monstermash.bus.event.LiveEvent.ReplyEnded;
import org.monstermash.bus.event.LiveEvent.ReplyStarted;
import org.monstermash.bus.event.Message;

/**
 * The replies that were begun and have not ended, by whoever holds the seat they are made on. For implementations of
 * {@link ChatBus}; guarded by a lock of theirs.
 *
 * <p>Bound: {@value #MAX}; beyond it the oldest is forgotten, and nobody is told when its speaker leaves.
 */
public final class OpenReplies {
    static final int MAX = 10_000;

    private record Open(String room, String holder, int attempt, ReplyEnded endWhenLeft) {
        Open endingAs(ReplyEnded end) {
            return new Open(room, holder, attempt, end);
        }
    }

    private final Map<String, Open> byId = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Open> eldest) {
            return size() > MAX;
        }
    };

    /** @param holder whose leaving ends it */
    public void started(ReplyStarted event, String holder) {
        byId.put(event.replyId(), new Open(event.room(), holder, event.attempt(), abandoned(event)));
    }

    private static ReplyEnded abandoned(ReplyStarted event) {
        return new ReplyEnded(event.room(), event.replyId(), Outcome.ABANDONED, "the persona left");
    }

    /** Its message is stored: if nobody says that it ended, it ended well. */
    public void said(Message message) {
        settle(message.id(), message.truncated() ? Outcome.STOPPED : Outcome.COMPLETED);
    }

    /** It will never be said: if nobody says that it ended, it was stopped. */
    public void buried(String replyId) {
        settle(replyId, Outcome.STOPPED);
    }

    private void settle(String replyId, Outcome outcome) {
        byId.computeIfPresent(replyId, (id, open) -> open.endingAs(new ReplyEnded(open.room, id, outcome, null)));
    }

    public void ended(String replyId) {
        byId.remove(replyId);
    }

    /** How often it was begun, 0 when it is not open. */
    public int attempt(String replyId) {
        Open open = byId.get(replyId);
        return open == null ? 0 : open.attempt;
    }

    /** Forgets what a holder has open, and says how each of them ends. */
    public List<ReplyEnded> left(String holder) {
        List<ReplyEnded> ends = new ArrayList<>();
        byId.values().removeIf(open -> open.holder.equals(holder) && ends.add(open.endWhenLeft));
        return ends;
    }
}
