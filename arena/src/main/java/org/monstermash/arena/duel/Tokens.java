package org.monstermash.arena.duel;

/**
 * An estimate of tokens, for budgets and where a provider does not count: four ASCII characters are one, every other
 * character is one, and each turn costs four for its frame.
 */
final class Tokens {
    private static final int ASCII_PER_TOKEN = 4;
    private static final int FRAME = 4;

    private Tokens() {}

    static int of(String text) {
        int ascii = (int) text.codePoints().filter(c -> c < 128).count();
        int others = text.codePointCount(0, text.length()) - ascii;
        return FRAME + others + (ascii + ASCII_PER_TOKEN - 1) / ASCII_PER_TOKEN;
    }
}
