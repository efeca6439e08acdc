package org.monstermash.personas.script;

import org.monstermash.personas.Persona;
import org.monstermash.personas.Script;

/** A persona with other lines. */
final class SpeakingPersona {
    private SpeakingPersona() {}

    static Persona of(Persona persona, Script script) {
        return new Persona(
                persona.key(),
                persona.displayName(),
                persona.emoji(),
                persona.summary(),
                persona.systemPrompt(),
                persona.triggers(),
                persona.aliases(),
                persona.replyProbability(),
                persona.maxStreak(),
                persona.readingDelay(),
                persona.typingDelay(),
                persona.model(),
                script);
    }
}
