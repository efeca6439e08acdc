package org.monstermash.arena.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One turn as it is kept: what was said, apart from what was thought.
 *
 * @param number from 1; the opening is turn 1
 * @param speaker whose turn it was: the index among the header's participants
 * @param name the speaker's name
 * @param model the model that spoke; the opening has its speaker's, although nobody was asked
 * @param text what was said, without thinking; empty only in a partial turn
 * @param thinking what was thought, or empty
 * @param truncated whether a limit cut it (the duel's {@code maxChars}, or the provider's own)
 * @param filtered whether it had thinking that the partner was spared
 * @param partial whether it broke off: interrupted, stopped, or an error; a resumed duel asks for it again
 * @param chars code points of {@code text}
 * @param inputTokens tokens of the prompt, or null where nobody said
 * @param outputTokens tokens of the answer, or null where nobody said
 * @param firstToken from the request to the first part, or null when none came or nobody was asked
 * @param duration from the request to the end; zero for the opening
 * @param notes sentences for the reader: what was left out of the prompt, why it was asked again
 */
public record Turn(
        int number,
        int speaker,
        String name,
        String model,
        Instant startedAt,
        String text,
        String thinking,
        boolean truncated,
        boolean filtered,
        boolean partial,
        int chars,
        Integer inputTokens,
        Integer outputTokens,
        Duration firstToken,
        Duration duration,
        List<String> notes) {
    public Turn {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(duration, "duration");
        thinking = thinking == null ? "" : thinking;
        notes = notes == null ? List.of() : List.copyOf(notes);
        if (number < 1 || speaker < 0) {
            throw new IllegalArgumentException("no such turn: number " + number + ", speaker " + speaker);
        }
    }
}
