package org.monstermash.bus.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.monstermash.bus.event.PersonaCard;

/**
 * Who is there, by what the processes say of themselves. One that says nothing for {@link #SILENCE} is gone; while
 * nothing can be heard at all, nobody is. Threads: any. Times are {@link System#nanoTime}.
 */
final class Roll {
    /** Four beats. With the look of every half second, whoever is gone is missed within ten seconds. */
    static final Duration SILENCE = Duration.ofSeconds(8);

    private record Present(Beat beat, long heardAt) {}

    private final Map<String, Present> processes = new HashMap<>();

    /** Somebody's seats, named so that no other process has one of the same name. */
    static String holder(String process, String persona) {
        return process + "/" + persona;
    }

    /** @return the holders that have left since the last beat of this process */
    synchronized List<String> heard(Beat beat, long now) {
        Present before = processes.put(beat.process(), new Present(beat, now));
        List<String> left = before == null ? new ArrayList<>() : holders(before.beat);
        left.removeAll(holders(beat));
        if (beat.personas().isEmpty()) {
            processes.remove(beat.process());
        }
        return left;
    }

    /**
     * Forgets who has been silent for too long.
     *
     * @param hearingSince since when everything that is said is heard; nobody can have been silent before
     * @return the holders that are gone
     */
    synchronized List<String> gone(long now, long hearingSince) {
        List<String> gone = new ArrayList<>();
        processes.values().removeIf(present -> {
            boolean silent = now - Math.max(present.heardAt, hearingSince) > SILENCE.toNanos();
            return silent && gone.addAll(holders(present.beat));
        });
        return gone;
    }

    /** One card for each persona, of whoever has been awake longest, by key. */
    synchronized List<PersonaCard> awake() {
        SortedMap<String, PersonaCard> byKey = new TreeMap<>();
        processes.values().stream()
                .sorted(Comparator.comparing(present -> present.beat.process()))
                .flatMap(present -> present.beat.personas().stream())
                .sorted(Comparator.comparing(PersonaCard::since))
                .forEach(card -> byKey.putIfAbsent(card.key(), card));
        return List.copyOf(byKey.values());
    }

    private static List<String> holders(Beat beat) {
        return beat.personas().stream()
                .map(card -> holder(beat.process(), card.key()))
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
