package org.monstermash.arena.measures;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a text in any language: runs of letters, marks and digits, an apostrophe or hyphen inside belongs to them
 * ({@code don't}, {@code well-known}). Scripts that are written without spaces have one word per character. Words are
 * compared without case and in one spelling (NFKC).
 */
final class Words {
    private Words() {}

    static List<String> of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < plain.length()) {
            int first = plain.codePointAt(at);
            int end = at + Character.charCount(first);
            if (isWordPart(first)) {
                end = endOfWord(plain, at, first);
                words.add(plain.substring(at, end).replace('’', '\''));
            }
            at = end;
        }
        return words;
    }

    private static int endOfWord(String text, int from, int first) {
        boolean alone = standsAlone(first);
        int end = from + Character.charCount(first);
        while (end < text.length()) {
            int next = text.codePointAt(end);
            if (isMark(next)) {
                end += Character.charCount(next);
            } else if (alone || standsAlone(next)) {
                return end;
            } else if (isWordPart(next)) {
                end += Character.charCount(next);
            } else if (isJoint(next) && end + 1 < text.length() && joins(text.codePointAt(end + 1))) {
                end++;
            } else {
                return end;
            }
        }
        return end;
    }

    private static boolean isWordPart(int c) {
        return Character.isLetterOrDigit(c);
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isJoint(int c) {
        return c == '\'' || c == '’' || c == '-';
    }

    private static boolean joins(int c) {
        return isWordPart(c) && !standsAlone(c);
    }

    /** Scripts that put no space between words; where a word ends there only a dictionary knows. */
    private static boolean standsAlone(int c) {
        if (c < 0x0E00) { // before Thai, the first of them
            return false;
        }
        return switch (UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }
}
