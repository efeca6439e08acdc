package org.monstermash.bus.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.monstermash.bus.event.LiveEvent.Outcome;
import org.monstermash.bus.event.LiveEvent.ReplyEnded;
import org.monstermash.bus.event.LiveEvent.ReplyStarted;
import org.monstermash.bus.event.Message;

/** The replies that were begun and have not ended, of personas that hold a seat. Guarded by the bus's lock. */
final class OpenReplies {
    private record Open(String room, String persona, int attempt, ReplyEnded endWhenLeft) {
        Open endingAs(ReplyEnded end) {
            return new Open(room, persona, attempt, end);
        }
    }

    private final Map<String, Open> byId = new HashMap<>();

    void started(ReplyStarted event) {
        byId.put(event.replyId(), new Open(event.room(), event.persona(), event.attempt(), abandoned(event)));
    }

    private static ReplyEnded abandoned(ReplyStarted event) {
        return new ReplyEnded(event.room(), event.replyId(), Outcome.ABANDONED, "the persona left");
    }

    /** Its message is stored: if nobody says that it ended, it ended well. */
    void said(Message message) {
        settle(message.id(), message.truncated() ? Outcome.STOPPED : Outcome.COMPLETED);
    }

    /** It will never be said: if nobody says that it ended, it was stopped. */
    void buried(String replyId) {
        settle(replyId, Outcome.STOPPED);
    }

    private void settle(String replyId, Outcome outcome) {
        byId.computeIfPresent(replyId, (id, open) -> open.endingAs(new ReplyEnded(open.room, id, outcome, null)));
    }

    void ended(String replyId) {
        byId.remove(replyId);
    }

    /** How often it was begun, 0 when it is not open. */
    int attempt(String replyId) {
        Open open = byId.get(replyId);
        return open == null ? 0 : open.attempt;
    }

    /** Forgets what a persona has open, and says how each of them ends. */
    List<ReplyEnded> left(String persona) {
        List<ReplyEnded> ends = new ArrayList<>();
        byId.values().removeIf(open -> open.persona.equals(persona) && ends.add(open.endWhenLeft));
        return ends;
    }
}
