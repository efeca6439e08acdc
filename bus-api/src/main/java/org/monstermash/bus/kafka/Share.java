package org.monstermash.bus.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.monstermash.bus.Delivery;
import org.monstermash.bus.event.Message;

/**
 * A partition a seat was given, with its rooms: what was handed over and is not settled, and up to where all is settled.
 * A message's seq is its offset + 1 here.
 *
 * <p>Bounds: {@value #ROOM_WINDOW} unsettled messages of a room are out at once, what follows is held here;
 * {@value #HELD} records are out or held in all, then {@link #isFull} and the partition is not read on.
 *
 * <p>Threads: any may settle; the seat's thread does the rest.
 */
final class Share {
    static final int ROOM_WINDOW = 256;
    static final int HELD = 512;

    private final Clock clock;
    private final Consumer<Delivery> receiver;

    /** A message that was created before does not begin a room; nothing is left out where it is the epoch. */
    private final Instant since;

    /** What is read from here on was said after the seat was taken, however old it says it is. */
    private final long sinceMattersUpTo;

    private final Set<String> begunRooms = new HashSet<>();
    private final TreeSet<Long> unsettled = new TreeSet<>();
    private final Map<String, Room> rooms = new HashMap<>();
    private long next;
    private boolean closed;

    private static final class Room {
        private int out;
        private final Deque<Message> held = new ArrayDeque<>();
    }

    /** @param next where it begins: everything before is settled */
    Share(long next, Instant since, long sinceMattersUpTo, Clock clock, Consumer<Delivery> receiver) {
        this.next = next;
        this.since = since;
        this.sinceMattersUpTo = sinceMattersUpTo;
        this.clock = clock;
        this.receiver = receiver;
    }

    /** Takes the next message in order. */
    synchronized void take(Message message) {
        if (!begins(message)) {
            skip(message.seq());
            return;
        }
        next = message.seq();
        unsettled.add(message.seq());
        Room room = rooms.computeIfAbsent(message.room(), name -> new Room());
        if (room.out < ROOM_WINDOW && room.held.isEmpty()) {
            handOver(room, message);
        } else {
            room.held.add(message);
        }
    }

    private boolean begins(Message message) {
        if (message.seq() > sinceMattersUpTo) {
            begunRooms.clear();
            return true;
        }
        return begunRooms.contains(message.room())
                || !message.createdAt().isBefore(since) && begunRooms.add(message.room());
    }

    /** Everything before the offset needs no settling. */
    synchronized void skip(long nextOffset) {
        next = Math.max(next, nextOffset);
    }

    private void handOver(Room room, Message message) {
        room.out++;
        Duration age = Duration.between(message.createdAt(), clock.instant());
        receiver.accept(new Handed(message, age.isNegative() ? Duration.ZERO : age, () -> settle(message)));
    }

    private record Handed(Message message, Duration age, Runnable whenSettled) implements Delivery {
        @Override
        public void settle() {
            whenSettled.run();
        }
    }

    private synchronized void settle(Message message) {
        if (closed || !unsettled.remove(message.seq())) {
            return;
        }
        Room room = rooms.get(message.room());
        room.out--;
        if (!room.held.isEmpty()) {
            handOver(room, room.held.poll());
        } else if (room.out == 0) {
            rooms.remove(message.room());
        }
    }

    synchronized boolean isFull() {
        return unsettled.size() >= HELD;
    }

    /** The offset from which on something may be unsettled. */
    synchronized long mark() {
        return unsettled.isEmpty() ? next : unsettled.first() - 1;
    }

    /** What is settled from now on does not count: somebody else has the partition. */
    synchronized void close() {
        closed = true;
    }
}
