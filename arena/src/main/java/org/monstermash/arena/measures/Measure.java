package org.monstermash.arena.measures;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What is measured of a turn. A turn has no value where there is nothing to divide by: a share of words of a turn without
 * words, a speed of a model that counts no tokens.
 */
public enum Measure {
    CHARS("chars", "Characters", "length in characters (code points)", 0),
    WORDS("words", "Words", "length in words", 0),
    TYPE_TOKEN("type_token", "Type–token", "different words per word; falls with length", 2),
    NEW_WORDS("new_words", "New words", "share of its different words that nobody had said before", 2),
    ECHO("echo", "Echo", "share of its three-word phrases that the partner's last turn had", 2),
    SELF_REPETITION("self_repetition", "Self-repetition", "share of its phrases that the speaker had said before", 2),
    EMOJI("emoji", "Emoji", "emoji per 100 characters", 2),
    ELLIPSES("ellipses", "Ellipses", "ellipses per 100 characters", 2),
    COMPRESSION("compression", "Compression", "size divided by deflated size; rises with repetition", 2),
    FIRST_TOKEN("first_token_ms", "First token (ms)", "milliseconds from the request to the first token", 0),
    TOKENS_PER_SECOND("tokens_per_second", "Tokens/s", "tokens per second after the first", 1),
    NOVELTY("novelty", "Novelty", "how much of it is new against the last 20 turns", 2);

    private final String key;
    private final String title;
    private final String meaning;
    private final int decimals;

    Measure(String key, String title, String meaning, int decimals) {
        this.key = key;
        this.title = title;
        this.meaning = meaning;
        this.decimals = decimals;
    }

    /** Its name in files; never changes. */
    public String key() {
        return key;
    }

    /** Its name for people. */
    public String title() {
        return title;
    }

    /** What it says, in one line. */
    public String meaning() {
        return meaning;
    }

    /** A value as people read it: {@code 1,234}, {@code 0.25}. */
    public String format(double value) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    public static Optional<Measure> of(String key) {
        return Arrays.stream(values())
                .filter(measure -> measure.key.equals(key))
                .findFirst();
    }
}
