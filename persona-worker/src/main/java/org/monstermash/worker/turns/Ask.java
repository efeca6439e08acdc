package org.monstermash.worker.turns;

import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.LiveEvent.SpeakAsked;

/** Somebody asked the persona to speak. */
record Ask(String replyId, StopSignal signal) {
    static Ask of(SpeakAsked asked) {
        return new Ask(Ids.ofReply(asked.room(), asked.persona(), asked.requestId()), new StopSignal());
    }
}
