package org.monstermash.gateway.http;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.text.Normalizer;
import java.util.function.IntPredicate;

/**
 * What of a text is stored, so that no stored text can do harm where it is shown.
 *
 * <p>Content: line ends become {@code \n}; control characters other than newline and tab are left out (terminals obey
 * them); everything else stays as it was written, also marks that turn the direction of writing: who shows a message
 * isolates it. Half a surrogate pair is refused, because no UTF-8 can hold it.
 *
 * <p>Author: in addition one line, without whitespace at its ends, without any invisible character other than the two
 * joiners and variation selectors (emoji and many scripts need those): a name stands beside other words and must not turn or hide them.
 */
final class StoredText {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    /** A letter without a dot. */
    private static final int BRAILLE_BLANK = 0x2800;

    private StoredText() {}

    /** @throws Refused 422 for half a surrogate pair */
    static String content(String text) {
        String lines = whole("content", text).replace("\r\n", "\n").replace('\r', '\n');
        return kept(lines, c -> c == '\n' || c == '\t' || !Character.isISOControl(c));
    }

    /** @throws Refused 422 for half a surrogate pair */
    static String author(String text) {
        String line = whole("author", text).replaceAll("\\s+", " ");
        String visible = kept(line, c -> !Character.isISOControl(c) && !isHiddenFormat(c));
        return Normalizer.normalize(visible, Normalizer.Form.NFC).strip();
    }

    /** Whether nothing of it can be seen. */
    static boolean isBlank(String text) {
        return text.codePoints()
                .allMatch(c -> Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.isISOControl(c)
                        || isInvisible(c));
    }

    private static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT
                || UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
                || c == BRAILLE_BLANK;
    }

    /** Chooses between two forms of the character before it: an emoji's, for one. */
    private static boolean isVariation(int c) {
        return UCharacter.hasBinaryProperty(c, UProperty.VARIATION_SELECTOR);
    }

    static int codePoints(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean isHiddenFormat(int c) {
        int type = Character.getType(c);
        return (isInvisible(c) && c != ZERO_WIDTH_JOINER && c != ZERO_WIDTH_NON_JOINER && !isVariation(c))
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private static String whole(String field, String text) {
        if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw new Refused(422, "'" + field + "' holds half a surrogate pair, which is no character.");
        }
        return text;
    }

    private static String kept(String text, IntPredicate keep) {
        return text.codePoints()
                .filter(keep)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
