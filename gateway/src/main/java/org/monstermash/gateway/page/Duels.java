package org.monstermash.gateway.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.PersonaCard;
import org.monstermash.bus.event.RoomName;
import org.monstermash.gateway.history.Archive;

/** The duels that were watched: those with guests in their room are running, the others have finished. */
final class Duels {
    /** Older ones are found by their address. */
    static final int MAX = 200;

    /** Who takes part is seen in the first turns. */
    private static final int FIRST_TURNS = 16;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final Archive archive;

    Duels(Archive archive) {
        this.archive = archive;
    }

    /** @param tint its place among the participants, for its colour */
    record Seat(String name, String emoji, String model, int tint) {}

    record Duel(
            String room, boolean running, List<Seat> seats, long turns, String lastIso, String last, String opening) {}

    /** Running ones first, then the newest. Blocks on the disk. */
    List<Duel> all(List<PersonaCard> awake) {
        Map<String, List<PersonaCard>> guests = new TreeMap<>();
        awake.forEach(card -> card.duelRoom().ifPresent(room -> guests.computeIfAbsent(room, r -> new ArrayList<>())
                .add(card)));
        List<Archive.RoomSummary> rooms = archive.rooms().stream()
                .filter(room -> room.room().startsWith(RoomName.DUEL_PREFIX))
                .limit(MAX)
                .toList();
        List<Duel> duels = new ArrayList<>();
        Set<String> begun = rooms.stream().map(Archive.RoomSummary::room).collect(Collectors.toSet());
        guests.forEach((room, cards) -> {
            if (!begun.contains(room)) {
                duels.add(new Duel(room, true, seats(cards), 0, "", "", ""));
            }
        });
        rooms.stream()
                .filter(room -> guests.containsKey(room.room()))
                .forEach(room -> duels.add(duel(room, guests.get(room.room()))));
        rooms.stream()
                .filter(room -> !guests.containsKey(room.room()))
                .forEach(room -> duels.add(duel(room, List.of())));
        return duels;
    }

    private Duel duel(Archive.RoomSummary room, List<PersonaCard> guests) {
        List<Message> first = archive.after(room.room(), 0, FIRST_TURNS);
        String opening = first.isEmpty() ? "" : first.getFirst().content();
        return new Duel(
                room.room(),
                !guests.isEmpty(),
                first.stream().noneMatch(Message::byMonster) ? seats(guests) : speakers(first),
                room.seq(),
                room.lastAt().toString(),
                time(room.lastAt()),
                opening.length() > 160 ? opening.substring(0, opening.offsetByCodePoints(0, 80)) + "…" : opening);
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }

    private static List<Seat> speakers(List<Message> first) {
        Map<String, Seat> seats = new LinkedHashMap<>();
        first.stream()
                .filter(Message::byMonster)
                .forEach(message -> seats.computeIfAbsent(
                        message.persona(),
                        key -> new Seat(
                                message.author(),
                                text(message.personaEmoji()),
                                text(message.model()),
                                seats.size() % 8)));
        return List.copyOf(seats.values());
    }

    private static List<Seat> seats(List<PersonaCard> cards) {
        List<Seat> seats = new ArrayList<>();
        cards.forEach(card -> seats.add(new Seat(card.displayName(), card.emoji(), card.model(), seats.size() % 8)));
        return seats;
    }

    private static String text(String orNull) {
        return orNull == null ? "" : orNull;
    }
}
