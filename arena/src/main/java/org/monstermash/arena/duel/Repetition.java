package org.monstermash.arena.duel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Whether the conversation goes in circles: {@value #IN_A_ROW} turns in a row in each of which at least
 * {@value #SHARE_PERCENT} % of the sequences of {@value #WORDS} words (of a shorter turn: all of it) stood in the
 * {@value #REMEMBERED} turns before. A turn costs what it is long.
 */
final class Repetition {
    static final int WORDS = 3;
    static final int REMEMBERED = 12;
    static final int SHARE_PERCENT = 90;
    static final int IN_A_ROW = 4;

    private final Deque<Set<String>> remembered = new ArrayDeque<>();
    private final Map<String, Integer> known = new HashMap<>();
    private int inARow;

    /** @return whether it goes in circles now */
    boolean turn(String text) {
        Set<String> sequences = sequences(text);
        long old = sequences.stream().filter(known::containsKey).count();
        inARow = old * 100 >= (long) SHARE_PERCENT * sequences.size() ? inARow + 1 : 0;
        remember(sequences);
        return inARow >= IN_A_ROW;
    }

    private void remember(Set<String> sequences) {
        remembered.addLast(sequences);
        sequences.forEach(each -> known.merge(each, 1, Integer::sum));
        if (remembered.size() > REMEMBERED) {
            remembered.removeFirst().forEach(each -> known.computeIfPresent(each, (key, n) -> n == 1 ? null : n - 1));
        }
    }

    private static Set<String> sequences(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        // art and emoji have no words: then the text itself is the sequence
        if (words.size() < WORDS) {
            return Set.of(words.isEmpty() ? text.strip() : String.join(" ", words));
        }
        Set<String> sequences = new HashSet<>();
        for (int i = 0; i + WORDS <= words.size(); i++) {
            sequences.add(String.join(" ", words.subList(i, i + WORDS)));
        }
        return sequences;
    }
}
