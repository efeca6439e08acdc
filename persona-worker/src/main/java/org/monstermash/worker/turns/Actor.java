package org.monstermash.worker.turns;

import java.time.Duration;
import org.monstermash.bus.ChatBus;
import org.monstermash.personas.Persona;
import org.monstermash.personas.pauses.Pauses;
import org.monstermash.personas.policy.ReplyPolicy;

/**
 * All that one persona needs to take its turns.
 *
 * @param replyTtl older messages are not answered
 */
public record Actor(
        Persona persona, ReplyPolicy policy, Pauses pauses, Voice voice, Duration replyTtl, ChatBus bus, Time time) {

    public String key() {
        return persona.key();
    }
}
