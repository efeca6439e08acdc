package org.monstermash.tracing;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One step of a message's way, with its begin and its end: a span.
 *
 * @param trace the id of the message that began it all, 32 hex digits
 * @param id 16 hex digits, derived: see {@link StepIds}
 * @param parent the step it is part of, perhaps one of another process; empty for the first
 * @param attributes texts, numbers and booleans
 * @param failure the kind of failure in one word, if it failed
 */
public record Step(
        String name,
        Kind kind,
        String trace,
        String id,
        Optional<String> parent,
        Instant begun,
        Instant ended,
        Map<String, Object> attributes,
        Optional<String> failure) {
    public Step {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(begun, "begun");
        Objects.requireNonNull(ended, "ended");
        Objects.requireNonNull(parent, "parent");
        Objects.requireNonNull(failure, "failure");
        attributes = Map.copyOf(attributes);
    }

    /** What a step is to the others. */
    public enum Kind {
        /** Answers a request. */
        SERVER,
        /** Asks another system. */
        CLIENT,
        /** Hands something to a bus. */
        PRODUCER,
        /** Was given something by a bus. */
        CONSUMER
    }
}
