package org.monstermash.personas;

import java.util.List;
import java.util.Map;

/**
 * What a persona says without a model: templates whose {@code #symbol#} parts are filled in.
 *
 * @param greetings for somebody who greets, or an empty room
 * @param byTrigger for a message that holds the trigger word
 * @param otherwise for everything else
 * @param grammar symbol → alternatives; an alternative may hold further symbols
 */
public record Script(
        List<String> greetings,
        Map<String, List<String>> byTrigger,
        List<String> otherwise,
        Map<String, List<String>> grammar) {
    public static final Script EMPTY = new Script(List.of(), Map.of(), List.of(), Map.of());
}
