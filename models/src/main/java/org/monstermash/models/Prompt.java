package org.monstermash.models;

import java.util.List;
import java.util.Objects;

/**
 * What a model is asked.
 *
 * @param system who it is
 * @param turns what was said, oldest first
 */
public record Prompt(String system, List<Turn> turns) {
    public Prompt {
        Objects.requireNonNull(system, "system");
        turns = List.copyOf(turns);
    }

    /** One line of the conversation; {@code own} when the model itself said it. */
    public record Turn(boolean own, String speaker, String text) {
        public Turn {
            Objects.requireNonNull(speaker, "speaker");
            Objects.requireNonNull(text, "text");
        }
    }
}
