package org.monstermash.arena.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.Participant;
import org.monstermash.bus.event.PersonaCard;

/** The participants as the room knows them: guests with keys of their own, so that none takes a monster's seat. */
final class Guests {
    private static final int KEY_MAX = 64;

    private Guests() {}

    static List<PersonaCard> of(DuelHeader header, Instant since) {
        List<PersonaCard> cards = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (Participant each : header.participants()) {
            String key = key(header.id(), each.name(), cards.size() + 1, keys);
            cards.add(new PersonaCard(
                    key, each.name(), each.emoji(), "In a duel", List.of(), List.of(), model(each), since));
        }
        return cards;
    }

    private static String key(String id, String name, int number, Set<String> taken) {
        String prefix = PersonaCard.DUEL_PREFIX + id + "-";
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String key = prefix + slug.substring(0, Math.min(slug.length(), KEY_MAX - prefix.length()));
        if (slug.isEmpty() || !taken.add(key)) {
            key = prefix + number;
            taken.add(key);
        }
        return key;
    }

    /** {@code provider/model}; where an address is asked, its protocol stands for the provider. */
    static String model(Participant each) {
        return each.endpoint().isEmpty() ? each.model() : each.protocol() + "/" + each.model();
    }
}
