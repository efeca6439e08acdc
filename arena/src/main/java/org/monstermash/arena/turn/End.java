package org.monstermash.arena.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * How a run ended.
 *
 * @param text why, as a sentence for people
 * @param turns that stand in the transcript, partial ones not counted
 * @param chars code points of all their texts
 * @param inputTokens of all of them, as far as models said
 * @param outputTokens of all of them, as far as models said
 * @param duration of this run
 */
public record End(
        Reason reason,
        String text,
        Instant endedAt,
        int turns,
        long chars,
        long inputTokens,
        long outputTokens,
        Duration duration) {
    public End {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(endedAt, "endedAt");
        Objects.requireNonNull(duration, "duration");
    }

    /** The line of the first generation's console: the turn limit has its own. */
    public String headline() {
        return reason == Reason.TURN_LIMIT ? "CONVERSATION DEPTH LIMIT REACHED" : "CONVERSATION ENDED";
    }

    /** Why a run can end. */
    public enum Reason {
        TURN_LIMIT,
        /** Somebody said a text of {@code --stop-on}. */
        STOP_TEXT,
        /** The last turns only repeat what was said. */
        REPETITION,
        /** The tokens of {@code --budget-tokens} are spent. */
        BUDGET,
        /** No text came, nor the second time. */
        EMPTY,
        /** The model could not answer. */
        ERROR,
        /** Ctrl-C. */
        INTERRUPTED,
        /** The stop button of the room where it is watched. */
        STOPPED
    }
}
