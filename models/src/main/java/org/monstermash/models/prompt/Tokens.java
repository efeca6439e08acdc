package org.monstermash.models.prompt;

import java.nio.charset.StandardCharsets;

/**
 * How many tokens a text is, about: a third of its bytes in UTF-8. Tokenizers need about a fourth for English and up to
 * a third for scripts like Chinese, so this is rather too many than too few. No provider's own count is known before it
 * has answered.
 */
public final class Tokens {
    private static final int BYTES_PER_TOKEN = 3;

    private Tokens() {}

    public static int estimate(String text) {
        return (text.getBytes(StandardCharsets.UTF_8).length + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
    }

    /** The end of a text that is not more than so many tokens; never half a character. */
    static String end(String text, int atMost) {
        int from = text.length();
        int bytes = 0;
        while (from > 0) {
            int character = text.codePointBefore(from);
            bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
            if (bytes > atMost * BYTES_PER_TOKEN) {
                break;
            }
            from -= Character.charCount(character);
        }
        return text.substring(from);
    }
}
