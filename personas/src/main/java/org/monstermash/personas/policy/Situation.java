package org.monstermash.personas.policy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.monstermash.bus.event.Message;
import org.monstermash.personas.Persona;

/**
 * Everything a persona's decision depends on.
 *
 * @param persona who decides
 * @param cause the message to answer or not, or null when it is asked to speak in an empty room
 * @param replyId the id its reply will have; seeds the dice
 * @param asked whether somebody asked this persona to speak
 * @param muted whether it is muted in the room
 * @param age how old the cause is
 * @param replyTtl an older cause is not answered
 * @param recent the newest messages of the room, oldest first, the cause included: at least {@code max_streak} of them
 *     where the room has as many, or the streak cannot be seen
 */
public record Situation(
        Persona persona,
        Message cause,
        String replyId,
        boolean asked,
        boolean muted,
        Duration age,
        Duration replyTtl,
        List<Message> recent) {

    public Situation {
        Objects.requireNonNull(persona, "persona");
        Objects.requireNonNull(replyId, "replyId");
        Objects.requireNonNull(age, "age");
        Objects.requireNonNull(replyTtl, "replyTtl");
        recent = List.copyOf(recent);
        if (cause == null && !asked) {
            throw new IllegalArgumentException("without a cause a persona must be asked: " + persona.key());
        }
    }
}
