package org.monstermash.personas.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A word, or several, that wakes a persona: heard as a whole word in any case, and with s, es, 's, ’s, s' or y→ies at its
 * end. A hyphen parts words: "crypt" is heard in "Crypt-Kicker". Immutable; any thread may use it.
 */
public final class TriggerWord {
    private final List<List<String>> forms;

    public TriggerWord(String trigger) {
        List<String> phrase = Words.of(trigger).phrase();
        this.forms = phrase.isEmpty() ? List.of() : forms(phrase);
    }

    /** Whether a text holds the trigger. */
    public boolean isIn(String text) {
        return isIn(Words.of(text));
    }

    /** The same question for many triggers of one text, which is split into its words once. */
    public static Predicate<TriggerWord> heardIn(String text) {
        Words words = Words.of(text);
        return trigger -> trigger.isIn(words);
    }

    boolean isIn(Words text) {
        return IntStream.range(0, text.size()).anyMatch(at -> isAt(at, text));
    }

    boolean isAt(int index, Words text) {
        return forms.stream().anyMatch(form -> text.hasAt(index, form));
    }

    // The apostrophe of s' needs no form: at the end of a word it is no part of it.
    private static List<List<String>> forms(List<String> phrase) {
        String last = phrase.getLast();
        List<String> lasts = new ArrayList<>(List.of(last, last + "s", last + "es", last + "'s"));
        if (last.endsWith("y")) {
            lasts.add(last.substring(0, last.length() - 1) + "ies");
        }
        return lasts.stream().map(form -> ending(phrase, form)).toList();
    }

    private static List<String> ending(List<String> phrase, String last) {
        List<String> form = new ArrayList<>(phrase);
        form.set(form.size() - 1, last);
        return List.copyOf(form);
    }
}
