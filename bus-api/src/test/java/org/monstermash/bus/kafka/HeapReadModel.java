package org.monstermash.bus.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.monstermash.bus.BusHealth;
import org.monstermash.bus.MessageLog.Appended;
import org.monstermash.bus.event.Message;

/** A read model on the heap, for tests. */
public final class HeapReadModel implements ReadModel {
    private final Map<String, List<Message>> rooms = new HashMap<>();
    private final Map<String, Message> byId = new HashMap<>();
    private final Map<Integer, Long> next = new ConcurrentHashMap<>();
    private String topicId = "";

    @Override
    public synchronized Map<Integer, Long> begin(String id) {
        if (!id.equals(topicId)) {
            topicId = id;
            rooms.clear();
            byId.clear();
            next.clear();
        }
        return Map.copyOf(next);
    }

    @Override
    public synchronized List<Appended> take(List<Message> messages, Map<Integer, Long> places) {
        next.putAll(places);
        return messages.stream().map(this::take).toList();
    }

    private Appended take(Message message) {
        Message earlier = byId.get(message.id());
        if (earlier != null) {
            return new Appended(earlier, false);
        }
        List<Message> room = rooms.computeIfAbsent(message.room(), name -> new ArrayList<>());
        Message stored = message.withSeq(room.size() + 1L);
        room.add(stored);
        byId.put(stored.id(), stored);
        return new Appended(stored, true);
    }

    @Override
    public synchronized Optional<Message> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public synchronized List<Message> newest(String room, int limit) {
        List<Message> said = rooms.getOrDefault(room, List.of());
        return List.copyOf(said.subList(Math.max(0, said.size() - limit), said.size()));
    }

    @Override
    public BusHealth health() {
        return BusHealth.READY;
    }
}
