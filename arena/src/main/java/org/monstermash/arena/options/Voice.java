package org.monstermash.arena.options;

import org.monstermash.models.provider.Endpoint;
import org.monstermash.personas.Persona;

/** What speaks for a participant. */
public sealed interface Voice {

    /** A model somewhere. */
    record Asked(Endpoint endpoint) implements Voice {}

    /** The persona's own script: asks nobody. */
    record Scripted(Persona persona) implements Voice {}
}
