package org.monstermash.personas;

import java.util.List;

/** Personas for tests, as short as they can be. */
public final class Personas {
    private Personas() {}

    public static Persona persona(String key, String displayName, List<String> aliases, List<String> triggers) {
        return persona(key, displayName, aliases, triggers, 0.3, 5);
    }

    public static Persona persona(
            String key,
            String displayName,
            List<String> aliases,
            List<String> triggers,
            double replyProbability,
            int maxStreak) {
        return new Persona(
                key,
                displayName,
                "",
                "summary",
                "prompt",
                triggers,
                aliases,
                replyProbability,
                maxStreak,
                Persona.DEFAULT_READING_DELAY,
                Persona.DEFAULT_TYPING_DELAY,
                null,
                Script.EMPTY);
    }
}
