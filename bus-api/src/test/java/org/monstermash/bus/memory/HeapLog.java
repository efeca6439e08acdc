package org.monstermash.bus.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.monstermash.bus.BusHealth;
import org.monstermash.bus.MessageLog;
import org.monstermash.bus.ReplyState;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.Tombstone;

/** A log on the heap, for tests: everything is durable at once, as long as the object lives. */
public final class HeapLog implements MessageLog {
    private record Place(String persona, String room) {}

    private record Id(String room, String id) {}

    private final Map<String, List<Message>> rooms = new HashMap<>();
    private final Map<String, Message> byId = new HashMap<>();
    private final Set<String> buried = new HashSet<>();
    private final Set<Mute> muted = new HashSet<>();
    private final Map<Place, Long> settled = new HashMap<>();
    private final Map<Id, Integer> begun = new HashMap<>();

    @Override
    public synchronized CompletableFuture<Appended> append(Message message) {
        Message earlier = byId.get(message.id());
        if (earlier != null) {
            return CompletableFuture.completedFuture(new Appended(earlier, false));
        }
        if (buried.contains(message.id())) {
            return CompletableFuture.completedFuture(new Appended(message.withSeq(0), false));
        }
        Message stored = message.withSeq(lastSeq(message.room()) + 1);
        rooms.computeIfAbsent(message.room(), room -> new ArrayList<>()).add(stored);
        byId.put(stored.id(), stored);
        return CompletableFuture.completedFuture(new Appended(stored, true));
    }

    @Override
    public synchronized CompletableFuture<Void> mute(Mute mute) {
        muted.removeIf(each -> each.room().equals(mute.room()) && each.persona().equals(mute.persona()));
        if (mute.muted()) {
            muted.add(mute);
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletableFuture<Void> bury(Tombstone tombstone) {
        buried.add(tombstone.replyId());
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized void settled(String persona, String room, long seq) {
        settled.merge(new Place(persona, room), seq, Math::max);
    }

    @Override
    public synchronized void begun(String room, String replyId, int attempt) {
        begun.merge(new Id(room, replyId), attempt, Math::max);
    }

    @Override
    public synchronized ReplyState reply(String room, String replyId) {
        if (byId.containsKey(replyId)) {
            return new ReplyState.Stored(byId.get(replyId));
        }
        if (buried.contains(replyId)) {
            return new ReplyState.Buried();
        }
        Integer attempt = begun.get(new Id(room, replyId));
        return attempt == null ? new ReplyState.Unknown() : new ReplyState.Begun(attempt);
    }

    @Override
    public synchronized List<Message> after(String room, long after, int limit) {
        return said(room).stream()
                .filter(message -> message.seq() > after)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Message> newest(String room, int limit) {
        List<Message> said = said(room);
        return List.copyOf(said.subList(Math.max(0, said.size() - limit), said.size()));
    }

    @Override
    public synchronized long lastSeq(String room) {
        return said(room).size();
    }

    @Override
    public synchronized Map<String, Long> unsettled(String persona, Instant since) {
        Map<String, Long> left = new HashMap<>();
        rooms.forEach((room, said) -> {
            Long mark = settled.get(new Place(persona, room));
            long from = mark == null ? firstSince(said, since) - 1 : mark;
            if (from < said.size()) {
                left.put(room, from);
            }
        });
        return left;
    }

    private static long firstSince(List<Message> said, Instant since) {
        return said.stream()
                .filter(message -> !message.createdAt().isBefore(since))
                .mapToLong(Message::seq)
                .findFirst()
                .orElse(said.size() + 1L);
    }

    @Override
    public synchronized List<Mute> muted() {
        return List.copyOf(muted);
    }

    @Override
    public BusHealth health() {
        return BusHealth.READY;
    }

    @Override
    public void close() {}

    private List<Message> said(String room) {
        return rooms.getOrDefault(room, List.of());
    }
}
