package org.monstermash.worker.turns;

import org.monstermash.bus.event.LiveEvent.Decision;
import org.monstermash.bus.event.LiveEvent.Verdict;
import org.monstermash.bus.event.Message;

/** Tells why the persona answers a message or is silent. */
final class Decisions {
    static final String SUPERSEDED = "superseded";
    static final String STALE = "stale";
    static final String DEFECT = "internal error";

    private final Actor actor;
    private final String room;

    Decisions(Actor actor, String room) {
        this.actor = actor;
        this.room = room;
    }

    void replies(Cause cause, org.monstermash.personas.policy.Verdict verdict) {
        about(cause.message()).replies(cause.replyId(), verdict.reason());
        tell(cause.message(), Verdict.REPLY, verdict.reason(), verdict.dice(), verdict.threshold());
    }

    void isSilent(Message message, org.monstermash.personas.policy.Verdict verdict) {
        about(message).isSilent(verdict.reason());
        tell(message, Verdict.SILENCE, verdict.reason(), verdict.dice(), verdict.threshold());
    }

    void isSilent(Message message, String reason) {
        about(message).isSilent(reason);
        tell(message, Verdict.SILENCE, reason, null, null);
    }

    private TurnLog about(Message message) {
        return new TurnLog(actor.key(), room, message == null ? null : message.id());
    }

    private void tell(Message message, Verdict verdict, String reason, Double dice, Double threshold) {
        String messageId = message == null ? null : message.id();
        actor.bus().emit(new Decision(room, actor.key(), messageId, verdict, reason, dice, threshold));
    }
}
