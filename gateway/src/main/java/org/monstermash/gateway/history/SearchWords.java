package org.monstermash.gateway.history;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What people type into a search field, as a query that can only mean those words. */
final class SearchWords {
    /** What FTS5's unicode61 makes a word of; anything else separates words, and alone finds nothing. */
    private static final Predicate<String> HOLDS_A_WORD =
            Pattern.compile("[\\p{L}\\p{N}\\p{Co}]").asPredicate();

    /** More words than this are not looked at: each costs a walk through the index. */
    private static final int MAX_WORDS = 32;

    private SearchWords() {}

    /** A query for rows that hold all the words, or nothing when there is no word. */
    static Optional<String> query(String text) {
        // In FTS5 everything between double quotes is text; a quote inside is written twice.
        String query = Arrays.stream(text.replace('\0', ' ').split("\\s+"))
                .filter(HOLDS_A_WORD)
                .limit(MAX_WORDS)
                .map(word -> '"' + word.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(" "));
        return query.isEmpty() ? Optional.empty() : Optional.of(query);
    }
}
