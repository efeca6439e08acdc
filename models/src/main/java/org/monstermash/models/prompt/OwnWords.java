package org.monstermash.models.prompt;

/**
 * Takes an answer as it comes and lets through what its speaker says itself. Its own tag at the beginning of a line
 * ({@code Morticia:}) is left out; where somebody else's line begins ({@code Wolfman:}, {@code [Dracula]}), the answer
 * ends. What may yet become such a tag is held back, so nothing that was let through is ever taken back; what is let
 * through in all does not depend on how the answer was cut into parts.
 *
 * <p>Holds back at most one tag: {@value #LONGEST_TAG} characters. For one answer and one thread.
 */
public final class OwnWords {
    /** Names have up to 64 characters; around them emoji, emphasis and space. */
    static final int LONGEST_TAG = 160;

    private final SpeakerTag tags;
    private final StringBuilder held = new StringBuilder();
    private final StringBuilder passed = new StringBuilder();
    private Place place = Place.LINE_START;
    private char last = '\n';

    private enum Place {
        LINE_START,
        IN_LINE,
        AT_BRACKET,
        OVER
    }

    public OwnWords(Names names) {
        this.tags = new SpeakerTag(names);
    }

    /** What of this part, and of what was held back, are own words; may be empty. */
    public String take(String part) {
        for (int i = 0; i < part.length() && !isOver(); i++) {
            take(part.charAt(i));
        }
        return passed();
    }

    /** The answer is over: what is left of its own words. */
    public String finish() {
        while (!held.isEmpty() && !isOver()) {
            look(true);
        }
        return passed();
    }

    /** Whether somebody else's line began: nothing more will be let through. */
    public boolean isOver() {
        return place == Place.OVER;
    }

    private void take(char next) {
        switch (place) {
            case LINE_START, AT_BRACKET -> {
                held.append(next);
                look(false);
            }
            case IN_LINE -> {
                if (next == '[' && (Character.isWhitespace(last) || last == '*' || last == '_')) {
                    place = Place.AT_BRACKET;
                    held.append(next);
                } else {
                    pass(next);
                }
            }
            case OVER -> {}
        }
    }

    private void look(boolean ended) {
        SpeakerTag.Found found =
                place == Place.AT_BRACKET ? tags.atBracket(held, ended) : tags.atLineStart(held, ended);
        switch (found) {
            case SpeakerTag.Found.Unclear unclear when held.length() < LONGEST_TAG && !ended -> {}
            case SpeakerTag.Found.Unclear unclear -> passFirst();
            case SpeakerTag.Found.Nothing nothing -> passFirst();
            case SpeakerTag.Found.Others others -> {
                held.setLength(0);
                place = Place.OVER;
            }
            case SpeakerTag.Found.Own own -> leaveOut(own);
        }
    }

    /** No tag begins with what is held: its first character is said, the rest is looked at anew. */
    private void passFirst() {
        String rest = held.substring(1);
        char first = held.charAt(0);
        held.setLength(0);
        place = Place.IN_LINE;
        pass(first);
        takeAgain(rest);
    }

    private void leaveOut(SpeakerTag.Found.Own own) {
        String rest = held.substring(own.length());
        held.setLength(0);
        place = Place.LINE_START;
        for (int i = 0; i < own.emphasis().length(); i++) {
            pass(own.emphasis().charAt(i));
        }
        takeAgain(rest);
    }

    private void takeAgain(String rest) {
        for (int i = 0; i < rest.length() && !isOver(); i++) {
            take(rest.charAt(i));
        }
    }

    private void pass(char next) {
        passed.append(next);
        last = next;
        place = next == '\n' ? Place.LINE_START : Place.IN_LINE;
    }

    private String passed() {
        String words = passed.toString();
        passed.setLength(0);
        return words;
    }
}
