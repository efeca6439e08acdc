package org.monstermash.arena.turn;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How a duel is led.
 *
 * @param maxTurns the opening is the first of them
 * @param maxChars code points of one answer, then it is cut
 * @param filterThinking whether the partner is spared the thinking
 * @param stream whether answers come word by word
 * @param seed of everything that is left to chance, or null
 * @param temperature asked of the models, or null for their own
 * @param pause before each turn but the first
 * @param stopOn texts that end the duel where one says them, or {@code repetition}; empty = none
 * @param budgetTokens tokens of all answers and prompts together, then it ends; 0 = none
 * @param contextTokens estimated tokens of one prompt, older turns are left out; 0 = no limit
 */
public record DuelSettings(
        int maxTurns,
        int maxChars,
        boolean filterThinking,
        boolean stream,
        Long seed,
        Double temperature,
        Duration pause,
        List<String> stopOn,
        long budgetTokens,
        int contextTokens) {
    public DuelSettings {
        Objects.requireNonNull(pause, "pause");
        stopOn = List.copyOf(stopOn);
        atLeast("max turns", maxTurns, 1);
        atLeast("max chars", maxChars, 1);
        atLeast("budget tokens", budgetTokens, 0);
        atLeast("context tokens", contextTokens, 0);
        if (pause.isNegative()) {
            throw new IllegalArgumentException("pause must not be negative: " + pause);
        }
    }

    private static void atLeast(String what, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(what + " must be at least " + least + ": " + value);
        }
    }
}
