package org.monstermash.models;

import java.util.List;
import java.util.Objects;

/**
 * What a model is asked, whichever way its provider wants it written. A provider sends the turns as they are: names,
 * budgets and the repair of alternation are the business of whoever makes the prompt.
 *
 * @param system who the model is; blank = nothing is said about that
 * @param turns what was said, oldest first
 * @param stops the model may end its answer where it would write one of these; none of them is part of the answer
 */
public record Prompt(String system, List<Turn> turns, List<String> stops) {
    public Prompt {
        Objects.requireNonNull(system, "system");
        turns = List.copyOf(turns);
        stops = List.copyOf(stops);
    }

    public Prompt(String system, List<Turn> turns) {
        this(system, turns, List.of());
    }

    /** One turn of the conversation. */
    public record Turn(Role role, String text) {
        public Turn {
            Objects.requireNonNull(role, "role");
            Objects.requireNonNull(text, "text");
        }
    }

    /** Whose turn it was: the model's own, somebody else's, or a direction from outside the conversation. */
    public enum Role {
        ASSISTANT,
        USER,
        SYSTEM
    }
}
