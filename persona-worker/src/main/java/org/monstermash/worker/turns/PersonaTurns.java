package org.monstermash.worker.turns;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.monstermash.bus.Delivery;
import org.monstermash.bus.PersonaListener;
import org.monstermash.bus.event.LiveEvent.RequestAsked;
import org.monstermash.bus.event.LiveEvent.SpeakAsked;
import org.monstermash.bus.event.LiveEvent.StopAsked;
import org.monstermash.bus.event.Mute;

/**
 * A persona at work: takes what the bus hands over to the room it belongs to. In one room the persona does one thing at a
 * time; the rooms know nothing of each other.
 *
 * <p>Bounds: a virtual thread per room that has something to do, and none for the others; of idle rooms {@value
 * #IDLE_ROOMS} are remembered, the rest is asked for again when somebody speaks there. What waits is bounded by the bus.
 *
 * <p>Threads: callbacks of one seat; none of them blocks. The seat is closed before this is.
 */
public final class PersonaTurns implements PersonaListener, AutoCloseable {
    static final int IDLE_ROOMS = 200;

    /** How long closing waits for what is just being stored. */
    static final Duration GRACE = Duration.ofSeconds(2);

    private final Actor actor;
    private final ExecutorService threads;
    /** Least recently used first. */
    private final Map<String, RoomTurns> rooms = new LinkedHashMap<>(16, 0.75f, true);

    private final TurnLog log;

    private boolean wasAway;
    private boolean closed;

    public PersonaTurns(Actor actor) {
        this.actor = actor;
        this.log = new TurnLog(actor.key(), null);
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("turns-" + actor.key() + "-", 0).factory());
    }

    @Override
    public void onMessage(Delivery delivery) {
        if (!hear(delivery)) {
            delivery.settle();
        }
    }

    private synchronized boolean hear(Delivery delivery) {
        return closed || room(delivery.message().room()).hear(delivery);
    }

    @Override
    public synchronized void onSpeak(SpeakAsked asked) {
        if (!closed) {
            room(asked.room()).ask(asked);
        }
    }

    @Override
    public synchronized void onStop(StopAsked asked) {
        stop(asked.room(), StopSignal.Why.STOPPED);
    }

    @Override
    public void onRequestAsked(RequestAsked asked) {
        actor.voice().request(asked.room(), asked.replyId()).ifPresent(actor.bus()::emit);
    }

    @Override
    public synchronized void onMute(Mute mute) {
        if (mute.muted()) {
            stop(mute.room(), StopSignal.Why.MUTED);
        }
    }

    private void stop(String room, StopSignal.Why why) {
        RoomTurns turns = rooms.get(room);
        if (turns != null) {
            turns.stop(why);
        }
    }

    @Override
    public synchronized void onRoomsTaken(Predicate<String> taken) {
        rooms.entrySet().removeIf(each -> {
            boolean gone = taken.test(each.getKey());
            if (gone) {
                each.getValue().leave();
            }
            return gone;
        });
    }

    @Override
    public synchronized void onStanding(Standing standing) {
        log.stands(standing);
        switch (standing) {
            case ACTIVE -> {
                if (wasAway) {
                    // What idle rooms remember may be outdated, or of a history that is no more.
                    rooms.values().removeIf(RoomTurns::isIdle);
                    rooms.values().forEach(RoomTurns::reconnected);
                }
                wasAway = false;
            }
            case STANDBY -> leaveRooms();
            case DISCONNECTED -> wasAway = true;
        }
    }

    /** How many rooms are remembered now. */
    synchronized int rooms() {
        return rooms.size();
    }

    private RoomTurns room(String name) {
        return rooms.computeIfAbsent(name, absent -> new RoomTurns(actor, name, threads, this::forgetIdleRooms));
    }

    private synchronized void forgetIdleRooms() {
        int surplus = rooms.size() - IDLE_ROOMS;
        Iterator<RoomTurns> oldestFirst = rooms.values().iterator();
        while (surplus > 0 && oldestFirst.hasNext()) {
            if (oldestFirst.next().isIdle()) {
                oldestFirst.remove();
                surplus--;
            }
        }
    }

    private void leaveRooms() {
        rooms.values().forEach(RoomTurns::leave);
        rooms.clear();
    }

    /** Leaves every room as it is. Waits up to {@link #GRACE} for what is just being stored. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            leaveRooms();
        }
        threads.shutdown();
        try {
            threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
