package org.monstermash.models;

import java.time.Duration;

/** A piece of an answer. */
public sealed interface ReplyPart {

    /** Some more of what is said; never empty. */
    record Text(String text) implements ReplyPart {}

    /**
     * Some more of what is thought; never empty.
     *
     * @param insteadOfText whether this is what had come as {@link Text} since the beginning, or since the last part of
     *     this kind: none of that was said. Happens when a server leaves out the tag that opens the thinking.
     */
    record Thinking(String text, boolean insteadOfText) implements ReplyPart {
        public Thinking(String text) {
            this(text, false);
        }
    }

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
