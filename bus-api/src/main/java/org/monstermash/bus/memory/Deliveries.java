package org.monstermash.bus.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.monstermash.bus.Delivery;
import org.monstermash.bus.MessageLog;
import org.monstermash.bus.event.Message;

/**
 * What an active seat is given: first what the log holds and the persona has not settled, then what is said live,
 * without a gap or a change of order in any room.
 *
 * <p>Bounds: {@value #ROOM_WINDOW} unsettled messages per room and {@value #SEAT_WINDOW} per seat are out at once; what
 * exceeds that stays in the log and is read in pages of {@value #PAGE} as settling makes room. Reading happens on one
 * virtual thread per seat, never on the log's writer. A room that is settled costs nothing.
 *
 * <p>State is guarded by the bus's lock, which is never held while reading.
 */
final class Deliveries {
    static final int ROOM_WINDOW = 512;
    static final int SEAT_WINDOW = 4096;
    static final int PAGE = 64;
    private static final Duration READ_AGAIN = Duration.ofMillis(500);

    private static final Logger LOG = Logger.getLogger(Deliveries.class);

    private final String persona;
    private final MessageLog log;
    private final Clock clock;
    private final ReentrantLock lock;
    private final Consumer<Delivery> receiver;

    private final Map<String, RoomCursor> cursors = new HashMap<>();
    /** Rooms that must be read from the log and may be: their window is open. In the order of their turn. */
    private final Map<String, RoomCursor> toRead = new LinkedHashMap<>();

    private int unsettled;
    private boolean loaded;
    private boolean reading;
    private volatile boolean closed;

    Deliveries(String persona, MessageLog log, Clock clock, ReentrantLock lock, Consumer<Delivery> receiver) {
        this.persona = persona;
        this.log = log;
        this.clock = clock;
        this.lock = lock;
        this.receiver = receiver;
    }

    /** Begins with what was left unsettled. Lock held. */
    void start(Instant since) {
        reading = true;
        inBackground(() -> {
            if (!loaded) {
                load(since);
            }
            readWhileBehind();
        });
    }

    /** Lock held. Nothing is handed over any more, and what is settled now counts no longer. */
    void close() {
        closed = true;
    }

    /** A message was stored just now. Lock held; never reads. */
    void live(Message message) {
        RoomCursor cursor = cursors.computeIfAbsent(message.room(), room -> new RoomCursor(room, message.seq() - 1));
        cursor.known = Math.max(cursor.known, message.seq());
        if (loaded && !cursor.behind && unsettled < SEAT_WINDOW && cursor.unsettled.size() < ROOM_WINDOW) {
            handOver(cursor, message);
        } else {
            cursor.behind = true;
            readWhenRoomHasSpace(cursor);
        }
    }

    private void load(Instant since) {
        List<RoomCursor> left = new ArrayList<>();
        log.unsettled(persona, since).forEach((room, settled) -> {
            RoomCursor cursor = new RoomCursor(room, settled);
            cursor.known = log.lastSeq(room);
            cursor.behind = true;
            left.add(cursor);
        });
        locked(() -> {
            left.forEach(this::begin);
            loaded = true;
        });
    }

    /** In the place of the cursor that a live message may have made meanwhile. */
    private void begin(RoomCursor cursor) {
        RoomCursor live = cursors.put(cursor.room, cursor);
        if (live != null) {
            cursor.known = Math.max(cursor.known, live.known);
        }
        toRead.put(cursor.room, cursor);
    }

    private void readWhileBehind() {
        Optional<Page> next = nextPage();
        while (next.isPresent()) {
            Page page = next.get();
            List<Message> messages = log.after(page.cursor.room, page.cursor.sent, PAGE);
            locked(() -> take(page, messages));
            next = nextPage();
        }
    }

    private record Page(RoomCursor cursor, long knownBefore) {}

    private Optional<Page> nextPage() {
        lock.lock();
        try {
            if (closed || toRead.isEmpty() || SEAT_WINDOW - unsettled < PAGE) {
                reading = false;
                return Optional.empty();
            }
            RoomCursor cursor = toRead.values().iterator().next();
            return Optional.of(new Page(cursor, cursor.known));
        } finally {
            lock.unlock();
        }
    }

    private void take(Page page, List<Message> messages) {
        RoomCursor cursor = page.cursor;
        toRead.remove(cursor.room);
        messages.forEach(message -> handOver(cursor, message));
        if (messages.size() < PAGE) {
            // All that was known before the reading has been seen; what is missing cannot be read and never will.
            cursor.sent = Math.max(cursor.sent, page.knownBefore);
            cursor.behind = cursor.known > cursor.sent;
        }
        if (cursor.behind) {
            readWhenRoomHasSpace(cursor);
        } else if (cursor.unsettled.isEmpty()) {
            finish(cursor);
        }
    }

    private void handOver(RoomCursor cursor, Message message) {
        cursor.sent = message.seq();
        cursor.unsettled.add(message.seq());
        unsettled++;
        Duration age = Duration.between(message.createdAt(), clock.instant());
        receiver.accept(new Handed(message, age.isNegative() ? Duration.ZERO : age, () -> settle(cursor, message)));
    }

    private record Handed(Message message, Duration age, Runnable whenSettled) implements Delivery {
        @Override
        public void settle() {
            whenSettled.run();
        }
    }

    private void settle(RoomCursor cursor, Message message) {
        locked(() -> {
            long before = cursor.settled();
            if (closed || !cursor.unsettled.remove(message.seq())) {
                return;
            }
            unsettled--;
            if (cursor.behind) {
                readWhenRoomHasSpace(cursor);
            } else if (cursor.unsettled.isEmpty()) {
                finish(cursor);
                return;
            }
            if (cursor.settled() > before) {
                log.settled(persona, cursor.room, cursor.settled());
            }
            readOn();
        });
    }

    private void finish(RoomCursor cursor) {
        cursors.remove(cursor.room);
        log.settled(persona, cursor.room, cursor.settled());
        readOn();
    }

    private void readWhenRoomHasSpace(RoomCursor cursor) {
        if (cursor.unsettled.size() <= ROOM_WINDOW - PAGE) {
            toRead.put(cursor.room, cursor);
        }
        readOn();
    }

    private void readOn() {
        if (!reading && !toRead.isEmpty() && SEAT_WINDOW - unsettled >= PAGE) {
            reading = true;
            inBackground(this::readWhileBehind);
        }
    }

    private void inBackground(Runnable work) {
        Thread.ofVirtual().name("catch-up-" + persona).start(() -> {
            while (!closed) {
                try {
                    work.run();
                    return;
                } catch (RuntimeException e) {
                    LOG.warnf("%s cannot read the history, trying again: %s", persona, e.getMessage());
                    LockSupport.parkNanos(READ_AGAIN.toNanos());
                }
            }
        });
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
