package org.monstermash.personas.policy;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A text as it is heard: its words in order, whatever their case and form of writing. Letters, digits and the marks on
 * them make words in every script; an apostrophe between two of them belongs to the word, a hyphen never does.
 *
 * @param text the whole text, folded: places in it are those of the words
 */
record Words(String text, List<Word> words) {

    /**
     * One word.
     *
     * @param end exclusive
     */
    record Word(String text, int start, int end) {}

    static Words of(String text) {
        String folded = folded(text);
        return new Words(folded, split(folded));
    }

    /** Compatibility forms are one (full-width letters, ligatures), what is invisible is gone, case is folded. */
    private static String folded(String text) {
        String visible = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .codePoints()
                .filter(Words::isVisible)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return visible.toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replace('ʼ', '\'');
    }

    private static List<Word> split(String text) {
        List<Word> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = endOfWord(text, at);
            if (end > at) {
                words.add(new Word(text.substring(at, end), at, end));
                at = end;
            } else {
                at += Character.charCount(text.codePointAt(at));
            }
        }
        return List.copyOf(words);
    }

    private static int endOfWord(String text, int start) {
        int at = start;
        while (at < text.length()) {
            boolean begins = Character.isLetterOrDigit(text.codePointAt(at));
            boolean goesOn = at > start && (isWordAt(text, at) || text.charAt(at) == '\'' && isWordAt(text, at + 1));
            if (!begins && !goesOn) {
                break;
            }
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    /** Whether a letter, digit or mark begins at this place; false at the end. */
    static boolean isWordAt(String text, int at) {
        return at < text.length() && isOfWord(text.codePointAt(at));
    }

    /** Whether a letter, digit or mark ends before this place; false at the start. */
    static boolean isWordBefore(String text, int at) {
        return at > 0 && isOfWord(text.codePointBefore(at));
    }

    private static boolean isOfWord(int codePoint) {
        int type = Character.getType(codePoint);
        return Character.isLetterOrDigit(codePoint)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static boolean isVisible(int codePoint) {
        boolean selectsVariant = codePoint >= 0xFE00 && codePoint <= 0xFE0F; // a mark that belongs to an emoji
        return !selectsVariant && Character.getType(codePoint) != Character.FORMAT;
    }

    int size() {
        return words.size();
    }

    String word(int index) {
        return words.get(index).text();
    }

    /** What stands between this word and the next, or the end. */
    String gapAfter(int index) {
        int to = index + 1 < words.size() ? words.get(index + 1).start() : text.length();
        return text.substring(words.get(index).end(), to);
    }

    /** Whether these words follow each other from this one on, parted by nothing but spaces and hyphens. */
    boolean hasAt(int index, List<String> phrase) {
        if (index < 0 || phrase.isEmpty() || index + phrase.size() > words.size()) {
            return false;
        }
        for (int i = 0; i < phrase.size(); i++) {
            if (!word(index + i).equals(phrase.get(i)) || i > 0 && !isJoined(index + i - 1)) {
                return false;
            }
        }
        return true;
    }

    private boolean isJoined(int index) {
        return gapAfter(index).codePoints().allMatch(Words::joins);
    }

    private static boolean joins(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.getType(codePoint) == Character.DASH_PUNCTUATION
                || codePoint == '_';
    }

    /** The words alone. */
    List<String> phrase() {
        return words.stream().map(Word::text).toList();
    }
}
