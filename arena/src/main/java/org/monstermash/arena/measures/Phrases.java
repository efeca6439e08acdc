package org.monstermash.arena.measures;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Neighbouring words. A text shorter than a phrase is one phrase. */
final class Phrases {
    /** Two neighbours are often chance, four are often a quotation: three is what text-reuse measures settle on. */
    static final int LENGTH = 3;

    private Phrases() {}

    /** Every phrase of the text, in order, as often as it occurs. */
    static List<String> of(List<String> words) {
        return of(words, Math.min(LENGTH, words.size()));
    }

    static List<String> of(List<String> words, int length) {
        List<String> phrases = new ArrayList<>();
        for (int from = 0; length > 0 && from + length <= words.size(); from++) {
            phrases.add(String.join(" ", words.subList(from, from + length)));
        }
        return phrases;
    }

    /** The share of the different phrases of {@code words} that {@code other} has too; 0 where there is nothing to share. */
    static double shared(List<String> words, List<String> other) {
        int length = Math.min(LENGTH, words.size());
        Set<String> mine = new LinkedHashSet<>(of(words, length));
        if (mine.isEmpty()) {
            return 0;
        }
        Set<String> theirs = Set.copyOf(of(other, length));
        return (double) mine.stream().filter(theirs::contains).count() / mine.size();
    }
}
