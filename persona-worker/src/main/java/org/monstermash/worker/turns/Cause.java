package org.monstermash.worker.turns;

import org.monstermash.bus.event.Message;
import org.monstermash.personas.policy.Situation;

/**
 * What makes the persona speak.
 *
 * @param message what is answered, or null when it opens an empty room
 * @param triesBefore how often the answer was begun before this process looked at it
 * @param situation what was decided about, or null when the answer was begun before
 * @param settle to be run once the outcome is durable
 */
record Cause(
        String room,
        String replyId,
        Message message,
        int triesBefore,
        Situation situation,
        StopSignal signal,
        Runnable settle) {

    /** An answer that was begun before and must be finished. */
    static Cause begun(Heard heard, int triesBefore, Backlog backlog) {
        return new Cause(
                heard.message.room(),
                heard.replyId,
                heard.message,
                triesBefore,
                null,
                heard.signal,
                () -> backlog.settle(heard));
    }

    /** A message that was chosen to be answered. */
    static Cause chosen(Heard heard, Situation situation, Backlog backlog) {
        return new Cause(
                heard.message.room(),
                heard.replyId,
                heard.message,
                0,
                situation,
                heard.signal,
                () -> backlog.settle(heard));
    }

    /** Somebody's wish; nothing is delivered again, so nothing is settled. */
    static Cause asked(Ask ask, String room, Situation situation) {
        return new Cause(room, ask.replyId(), situation.cause(), 0, situation, ask.signal(), () -> {});
    }

    String messageId() {
        return message == null ? null : message.id();
    }

    boolean wasBegun() {
        return triesBefore > 0;
    }
}
