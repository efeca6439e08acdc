package org.monstermash.arena.duel;

import java.util.Objects;
import org.monstermash.arena.turn.Participant;
import org.monstermash.models.Model;

/** A participant with the model that speaks for it. */
public record Speaker(Participant participant, Model model) {
    public Speaker {
        Objects.requireNonNull(participant, "participant");
        Objects.requireNonNull(model, "model");
    }
}
