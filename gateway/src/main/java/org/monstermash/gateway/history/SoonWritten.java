package org.monstermash.gateway.history;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What goes to the disk with the next commit, and counts for readers already: the newest value of each place. */
final class SoonWritten {
    /** More replies than this begun while nothing can be written: the attempts of further ones are forgotten. */
    private static final int MAX_BEGUN = 10_000;

    record Place(String persona, String room) {}

    /** What is to be written now. */
    record Snapshot(Map<Place, Long> settled, Map<String, Integer> begun) {
        boolean isEmpty() {
            return settled.isEmpty() && begun.isEmpty();
        }
    }

    private final ConcurrentMap<Place, Long> settled = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Integer> begun = new ConcurrentHashMap<>();

    /** @return whether nothing was settled before */
    boolean settled(Place place, long seq) {
        boolean first = settled.isEmpty();
        settled.merge(place, seq, Math::max);
        return first;
    }

    void begun(String replyId, int attempt) {
        if (begun.size() < MAX_BEGUN) {
            begun.merge(replyId, attempt, Math::max);
        }
    }

    int begun(String replyId) {
        return begun.getOrDefault(replyId, 0);
    }

    boolean hasBegun() {
        return !begun.isEmpty();
    }

    boolean hasSettled() {
        return !settled.isEmpty();
    }

    Map<String, Long> settledBy(String persona) {
        Map<String, Long> rooms = new HashMap<>();
        settled.forEach((place, seq) -> {
            if (place.persona.equals(persona)) {
                rooms.put(place.room, seq);
            }
        });
        return rooms;
    }

    Snapshot snapshot() {
        return new Snapshot(Map.copyOf(settled), Map.copyOf(begun));
    }

    void written(Snapshot snapshot) {
        snapshot.settled.forEach(settled::remove);
        snapshot.begun.forEach(begun::remove);
    }
}
