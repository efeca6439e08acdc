package org.monstermash.personas;

/** How much a persona may hold; lengths in code points. */
public final class PersonaLimits {
    /** As long as an author's name may be. Also for each alias and trigger. */
    public static final int NAME_CHARS = 64;

    /** Emoji are joined from several code points; a family with skin tones needs 11. */
    public static final int EMOJI_CHARS = 16;

    public static final int SUMMARY_CHARS = 200;

    /** About 25,000 tokens: more than any costume needs, less than what breaks a model. */
    public static final int PROMPT_CHARS = 100_000;

    public static final int TRIGGERS = 100;
    public static final int ALIASES = 20;

    /** A longer history is not worth looking at for each decision. */
    public static final int STREAK = 1_000;

    /** Of a scripted line. */
    public static final int LINE_CHARS = 2_000;

    private PersonaLimits() {}

    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Whether this is one line, without control characters, of at most {@code limit} code points. */
    public static boolean isLine(String text, int limit) {
        String line = text.strip();
        return length(line) <= limit && line.codePoints().noneMatch(PersonaLimits::breaksLine);
    }

    private static boolean breaksLine(int codePoint) {
        return Character.isISOControl(codePoint) || codePoint == 0x2028 || codePoint == 0x2029;
    }
}
