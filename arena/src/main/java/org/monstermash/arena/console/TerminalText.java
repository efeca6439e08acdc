package org.monstermash.arena.console;

/** Text of models for a terminal: whatever could steer it is gone (escape sequences, cursor movement, bells). */
final class TerminalText {
    private TerminalText() {}

    static String safe(String text) {
        if (text.chars().noneMatch(TerminalText::steers)) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length());
        text.chars().filter(c -> !steers(c)).forEach(c -> safe.append((char) c));
        return safe.toString();
    }

    private static boolean steers(int c) {
        return c < ' ' && c != '\n' && c != '\t'
                || c >= 0x7f && c <= 0x9f
                || c >= 0x202a && c <= 0x202e
                || c >= 0x2066 && c <= 0x2069;
    }
}
