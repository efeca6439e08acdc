package org.monstermash.worker.turns;

import java.util.List;
import org.monstermash.bus.event.Message;
import org.monstermash.models.Prompt;
import org.monstermash.personas.Persona;

/** What a model is asked. Whose line it is, the persona's key says, never a name; thinking is nobody's to read. */
final class RoomPrompt {
    private RoomPrompt() {}

    static Prompt of(Persona persona, List<Message> recent) {
        return new Prompt(
                persona.systemPrompt(),
                recent.stream()
                        .map(message -> new Prompt.Turn(
                                persona.key().equals(message.persona()), message.author(), message.content()))
                        .toList());
    }
}
