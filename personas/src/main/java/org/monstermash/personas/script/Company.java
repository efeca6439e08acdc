package org.monstermash.personas.script;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.monstermash.bus.event.Message;
import org.monstermash.personas.Persona;

/**
 * Who else talks in the room.
 *
 * @param monsters the short names of the other monsters, the one that is answered included
 * @param others the short names of the other monsters, without it
 * @param names every word of a name in the room, lower case
 */
record Company(Set<String> monsters, List<String> others, Set<String> names) {

    static Company of(Persona persona, Optional<Message> cause, List<Message> recent) {
        Set<String> monsters = Stream.concat(recent.stream(), cause.stream())
                .filter(Message::byMonster)
                .filter(message -> !message.persona().equals(persona.key()))
                .flatMap(message -> Quotable.name(message.author()).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Optional<String> answered = cause.flatMap(message -> Quotable.name(message.author()));
        List<String> others = monsters.stream()
                .filter(name -> !answered.equals(Optional.of(name)))
                .toList();
        return new Company(monsters, others, names(persona, cause, recent));
    }

    /** Whether a monster would take the line as addressed to it: its name begins it, ends it, or has a comma after. */
    boolean isAddressedIn(String line) {
        return monsters.stream().anyMatch(name -> {
            String quoted = Pattern.quote(name);
            return Pattern.compile("(?iu)^[^\\p{L}\\p{N}]*" + quoted + "(?![\\p{L}\\p{N}])|(?<![\\p{L}\\p{N}])" + quoted
                            + "(?:,|[^\\p{L}\\p{N}]*$)")
                    .matcher(line)
                    .find();
        });
    }

    private static Set<String> names(Persona persona, Optional<Message> cause, List<Message> recent) {
        Set<String> names = new HashSet<>();
        Stream.of(
                        Stream.of(persona.displayName(), persona.key()),
                        persona.aliases().stream(),
                        cause.stream().map(Message::author),
                        recent.stream().map(Message::author))
                .flatMap(all -> all)
                .flatMap(name -> Stream.of(Quotable.lower(name).split("[^\\p{L}]+")))
                .forEach(names::add);
        return names;
    }
}
