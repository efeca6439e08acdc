package org.monstermash.models.prompt;

/**
 * Reads whether a text begins with a speaker's tag: {@code Name:}, {@code [name]}, {@code **Name:**}, {@code **Name**:},
 * {@code 🐺 Name:}.
 */
final class SpeakerTag {
    private static final String EMPHASIS = "*_";
    private static final int LONGEST_EMPHASIS = 3;
    private static final int LONGEST_LEAD = 12;
    private static final int LONGEST_SPACE = 8;

    /** What a text begins with. */
    sealed interface Found {
        /** With no tag, whatever follows. */
        record Nothing() implements Found {}

        /** It may yet become one. */
        record Unclear() implements Found {}

        /** With somebody else's. */
        record Others() implements Found {}

        /**
         * With the speaker's own.
         *
         * @param length of the tag, the space after it included
         * @param emphasis what it opened and did not close, so that it belongs to the words
         */
        record Own(int length, String emphasis) implements Found {}
    }

    private static final Found NOTHING = new Found.Nothing();
    private static final Found UNCLEAR = new Found.Unclear();
    private static final Found OTHERS = new Found.Others();

    private final Names names;

    SpeakerTag(Names names) {
        this.names = names;
    }

    /**
     * What a line begins with.
     *
     * @param ended whether nothing follows the text
     */
    Found atLineStart(CharSequence text, boolean ended) {
        int at = lead(text, ended);
        return at < 0 ? UNCLEAR : at > LONGEST_LEAD ? NOTHING : tag(text, at, ended, false);
    }

    /** What begins in the middle of a line: only {@code [name]} counts there, and only somebody else's. */
    Found atBracket(CharSequence text, boolean ended) {
        Found found = tag(text, 0, ended, true);
        return found instanceof Found.Own ? NOTHING : found;
    }

    /** Space and emoji before a tag; negative when the text ends inside a character. */
    private static int lead(CharSequence text, boolean ended) {
        int at = 0;
        while (at < text.length() && at <= LONGEST_LEAD) {
            char next = text.charAt(at);
            if (Character.isHighSurrogate(next) && at + 1 == text.length() && !ended) {
                return -1;
            }
            int character = Character.codePointAt(text, at);
            if (next != ' ' && next != '\t' && !isOfEmoji(character)) {
                break;
            }
            at += Character.charCount(character);
        }
        return at;
    }

    private static boolean isOfEmoji(int character) {
        return switch (Character.getType(character)) {
            case Character.OTHER_SYMBOL, Character.MODIFIER_SYMBOL -> true;
            default -> character == 0x200D || character == 0xFE0F;
        };
    }

    private Found tag(CharSequence text, int from, boolean ended, boolean onlyBrackets) {
        Cursor start = new Cursor(text, from, ended);
        String emphasis = start.emphasis();
        boolean bracket = start.take('[');
        if (start.isUnclear() || (start.atEnd() && !ended)) {
            return UNCLEAR;
        }
        if (onlyBrackets && !bracket) {
            return NOTHING;
        }
        Found found = NOTHING;
        for (String name : names.own()) {
            found = better(found, named(start.copy(), name, bracket, emphasis, true));
        }
        for (String name : names.others()) {
            found = better(found, named(start.copy(), name, bracket, emphasis, false));
        }
        return found;
    }

    private static Found better(Found one, Found other) {
        return rank(other) > rank(one) ? other : one;
    }

    private static int rank(Found found) {
        return switch (found) {
            case Found.Nothing nothing -> 0;
            case Found.Unclear unclear -> 1;
            case Found.Others others -> 2;
            case Found.Own own -> 3;
        };
    }

    private static Found named(Cursor cursor, String name, boolean bracket, String opened, boolean own) {
        if (!cursor.takeName(name) || (bracket && !cursor.take(']'))) {
            return cursor.isUnclear() ? UNCLEAR : NOTHING;
        }
        if (bracket && cursor.take('(')) {
            return NOTHING; // a link of Markdown
        }
        if (bracket && !own) {
            return cursor.isUnclear() ? UNCLEAR : OTHERS;
        }
        boolean closed = !cursor.emphasis().isEmpty();
        cursor.spaces();
        boolean colon = cursor.take(':') || cursor.take('：');
        if (!colon && !bracket) {
            return cursor.isUnclear() ? UNCLEAR : NOTHING;
        }
        if (!own) {
            return OTHERS;
        }
        if (colon && !closed && !opened.isEmpty()) {
            closed = !cursor.emphasis().isEmpty();
        }
        cursor.spaces();
        return cursor.isUnclear() ? UNCLEAR : new Found.Own(cursor.at(), closed ? "" : opened);
    }

    /** Reads on; {@link #isUnclear} once it needed to know what follows the text. */
    private static final class Cursor {
        private final CharSequence text;
        private final boolean ended;
        private int at;
        private boolean unclear;

        Cursor(CharSequence text, int at, boolean ended) {
            this.text = text;
            this.at = at;
            this.ended = ended;
        }

        Cursor copy() {
            return new Cursor(text, at, ended);
        }

        int at() {
            return at;
        }

        boolean atEnd() {
            return at >= text.length();
        }

        boolean isUnclear() {
            return unclear;
        }

        boolean take(char wanted) {
            if (atEnd()) {
                unclear |= !ended;
                return false;
            }
            if (text.charAt(at) != wanted) {
                return false;
            }
            at++;
            return true;
        }

        boolean takeName(String name) {
            for (int i = 0; i < name.length(); i++) {
                if (at + i >= text.length()) {
                    unclear |= !ended;
                    return false;
                }
                if (Names.folded(text.charAt(at + i)) != name.charAt(i)) {
                    return false;
                }
            }
            at += name.length();
            return true;
        }

        String emphasis() {
            int from = at;
            while (at - from < LONGEST_EMPHASIS && !atEnd() && EMPHASIS.indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            unclear |= atEnd() && !ended && at - from < LONGEST_EMPHASIS;
            return text.subSequence(from, at).toString();
        }

        void spaces() {
            int from = at;
            while (at - from < LONGEST_SPACE && !atEnd() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
                at++;
            }
            unclear |= atEnd() && !ended && at - from < LONGEST_SPACE;
        }
    }
}
