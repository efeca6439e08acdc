package org.monstermash.models;

import java.time.Duration;

/** A piece of an answer. */
public sealed interface ReplyPart {

    /** Some more of what is said; never empty. */
    record Text(String text) implements ReplyPart {}

    /** Some more of what is thought; never empty. */
    record Thinking(String text) implements ReplyPart {}

    /**
     * The end of a whole answer.
     *
     * @param truncated whether a limit cut it
     * @param inputTokens tokens of the prompt, or null where the model does not say
     * @param outputTokens tokens of the answer, or null where the model does not say
     * @param firstToken from the request to the first part, or null when none came
     * @param duration from the request to this end
     */
    record Finished(
            boolean truncated, Integer inputTokens, Integer outputTokens, Duration firstToken, Duration duration)
            implements ReplyPart {}
}
