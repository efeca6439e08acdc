package org.monstermash.worker.turns;

import java.util.List;
import org.monstermash.bus.event.Message;
import org.monstermash.models.Prompt;
import org.monstermash.models.Prompt.Role;
import org.monstermash.personas.Persona;

/** What a model is asked. Whose line it is, the persona's key says, never a name; thinking is nobody's to read. */
final class RoomPrompt {
    private RoomPrompt() {}

    static Prompt of(Persona persona, List<Message> recent) {
        return new Prompt(
                persona.systemPrompt(),
                recent.stream().map(message -> turn(persona, message)).toList());
    }

    private static Prompt.Turn turn(Persona persona, Message message) {
        return persona.key().equals(message.persona())
                ? new Prompt.Turn(Role.ASSISTANT, message.content())
                : new Prompt.Turn(Role.USER, message.author() + ": " + message.content());
    }
}
