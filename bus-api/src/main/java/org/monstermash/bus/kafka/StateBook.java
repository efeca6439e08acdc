package org.monstermash.bus.kafka;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.monstermash.bus.event.EventJson;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.Tombstone;

/**
 * What the state topic says: who is muted where, which replies will never be made, and how often an unfinished one was
 * begun. Threads: any.
 *
 * <p>Bounds: the newest {@value #BURIED} tombstones and {@value #BEGUN} begun replies; what is older than those is older
 * than any message that is still answered.
 */
final class StateBook {
    private static final int BURIED = 100_000;
    private static final int BEGUN = 20_000;
    private static final String MUTE = "mute";
    private static final String TOMBSTONE = "buried";
    private static final String ATTEMPTS = "begun";

    private final Set<Mute> muted = new HashSet<>();
    private final Map<String, Boolean> buried = newest(BURIED);
    private final Map<String, Integer> begun = newest(BEGUN);

    /** What a record of the topic means. Null as a value takes back what its key says. */
    sealed interface Entry {
        record Muted(Mute mute) implements Entry {}

        record Buried(String replyId) implements Entry {}

        record Begun(String replyId, int attempt) implements Entry {}

        record Finished(String replyId) implements Entry {}
    }

    static String key(Mute mute) {
        return String.join("/", MUTE, mute.room(), mute.persona());
    }

    static String key(Tombstone tombstone) {
        return TOMBSTONE + "/" + tombstone.replyId();
    }

    static String keyOfBegun(String replyId) {
        return ATTEMPTS + "/" + replyId;
    }

    static String value(Tombstone tombstone) {
        return EventJson.MAPPER.createObjectNode().put("room", tombstone.room()).toString();
    }

    static String value(Mute mute) {
        return EventJson.MAPPER.createObjectNode().put("muted", mute.muted()).toString();
    }

    static String valueOfBegun(int attempt) {
        return EventJson.MAPPER.createObjectNode().put("attempt", attempt).toString();
    }

    /**
     * Reads a record.
     *
     * @param value null where it is taken back
     * @throws IllegalArgumentException saying what is wrong, when it is none of ours
     */
    static Entry read(String key, ObjectNode value) {
        String[] parts = key == null ? new String[0] : key.split("/");
        if (parts.length == 3 && parts[0].equals(MUTE)) {
            boolean isMuted = value != null && value.path("muted").asBoolean(false);
            return new Entry.Muted(new Mute(parts[1], parts[2], isMuted));
        }
        if (parts.length == 2 && parts[0].equals(TOMBSTONE) && value != null) {
            return new Entry.Buried(Ids.check(parts[1]));
        }
        if (parts.length == 2 && parts[0].equals(ATTEMPTS)) {
            return value == null
                    ? new Entry.Finished(Ids.check(parts[1]))
                    : new Entry.Begun(Ids.check(parts[1]), value.path("attempt").asInt(1));
        }
        throw new IllegalArgumentException("no such key: " + key);
    }

    synchronized void enter(Entry entry) {
        switch (entry) {
            case Entry.Muted change -> enter(change.mute());
            case Entry.Buried tombstone -> {
                buried.put(tombstone.replyId(), true);
                begun.remove(tombstone.replyId());
            }
            case Entry.Begun reply -> begun.merge(reply.replyId(), reply.attempt(), Math::max);
            case Entry.Finished reply -> begun.remove(reply.replyId());
        }
    }

    private void enter(Mute mute) {
        Mute key = new Mute(mute.room(), mute.persona(), true);
        if (mute.muted()) {
            muted.add(key);
        } else {
            muted.remove(key);
        }
    }

    synchronized boolean isMuted(String room, String persona) {
        return muted.contains(new Mute(room, persona, true));
    }

    synchronized List<Mute> muted() {
        return List.copyOf(muted);
    }

    synchronized boolean isBuried(String replyId) {
        return buried.containsKey(replyId);
    }

    /** How often it was begun, 0 when never or when it is finished. */
    synchronized int attempt(String replyId) {
        return begun.getOrDefault(replyId, 0);
    }

    private static <T> Map<String, T> newest(int bound) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > bound;
            }
        };
    }
}
