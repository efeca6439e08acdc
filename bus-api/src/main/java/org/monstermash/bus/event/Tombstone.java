package org.monstermash.bus.event;

/** A reply that was stopped before its first word. Stored, so that no redelivery makes it; it has no seq and is never shown. */
public record Tombstone(String room, String replyId) {
    public Tombstone {
        RoomName.check(room);
        Ids.check(replyId);
    }
}
