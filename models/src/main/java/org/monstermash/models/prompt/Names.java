package org.monstermash.models.prompt;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Who may speak, by all their names.
 *
 * @param own names of the speaker itself
 * @param others names of everybody else; one that is also an own name does not count
 */
public record Names(Set<String> own, Set<String> others) {
    /** What models call themselves when they forget their mask. */
    private static final List<String> SELF = List.of("assistant");

    /** What models call whom they talk with. */
    private static final List<String> PEOPLE = List.of("user", "human");

    public Names {
        own = known(own, SELF);
        Set<String> rest = new LinkedHashSet<>(known(others, PEOPLE));
        rest.removeAll(own);
        others = Set.copyOf(rest);
    }

    public static Names of(Collection<String> own, Collection<String> others) {
        return new Names(new LinkedHashSet<>(own), new LinkedHashSet<>(others));
    }

    private static Set<String> known(Set<String> names, List<String> more) {
        Set<String> all = new LinkedHashSet<>(more);
        for (String name : names) {
            String folded = folded(name.strip());
            if (!folded.isEmpty()) {
                all.add(folded);
            }
        }
        return Set.copyOf(all);
    }

    /** Character by character, so that the length stays. */
    static String folded(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            folded.append(folded(name.charAt(i)));
        }
        return folded.toString();
    }

    static char folded(char letter) {
        return Character.toLowerCase(Character.toUpperCase(letter));
    }
}
