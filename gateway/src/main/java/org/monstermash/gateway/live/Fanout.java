package org.monstermash.gateway.live;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;
import org.monstermash.bus.Follower;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;
import org.monstermash.bus.event.RoomName;

/**
 * Follows the bus and tells each room's readers. What happens in a room is encoded once, here, and goes to each event
 * loop that has readers of the room as one task.
 *
 * <p>Threads: any. One lock orders "it happened" and "somebody joined": what happened before a reader joined is in what
 * it is given on joining, what happened after comes to it as a task behind that, so nothing is lost and nothing doubled.
 * Under the lock nothing blocks.
 */
public final class Fanout implements Follower {
    private final BiPredicate<String, String> mutedInRoom;
    private final Clock clock;
    private final Written written;
    private final Map<String, LiveRoom> rooms = new HashMap<>();
    private final Recents recents = new Recents();
    private List<PersonaCard> awake = List.of();
    private StandingNotices standing = StandingNotices.NONE;

    /** Hears when a message is with every socket of its room that takes it now. Any thread; must not block. */
    @FunctionalInterface
    public interface Written {

        /** @param begun when the bus told of it */
        void written(Message message, Instant begun);
    }

    /** @param mutedInRoom whether in a room (first) a persona (second) is muted; must not block */
    public Fanout(BiPredicate<String, String> mutedInRoom, Clock clock, Written written) {
        this.mutedInRoom = mutedInRoom;
        this.clock = clock;
        this.written = written;
    }

    @Override
    public synchronized void onMessage(Message message) {
        LiveRoom room = rooms.get(message.room());
        boolean isRead = room != null && room.isRead();
        if (isRead || recents.hold(message.room())) {
            Told told = LiveJson.message(message);
            recents.told(message.room(), told);
            if (isRead) {
                Instant begun = clock.instant();
                room.tell(told, () -> written.written(message, begun));
            }
        }
        if (room != null) {
            room.newestTold(message.seq());
            if (room.ended(message.id())) {
                typingChanged(message.room(), room);
            }
        }
    }

    @Override
    public synchronized void onEvent(LiveEvent event) {
        switch (event) {
            case LiveEvent.ReplyStarted started -> started(started);
            case LiveEvent.ReplyDelta delta -> delta(delta);
            case LiveEvent.ReplyEnded ended -> ended(ended);
            case LiveEvent.Decision decision -> tell(Told.Kind.DECISION, "", decision);
            case LiveEvent.Notice notice -> tell(Told.Kind.STATE, "", notice);
            case LiveEvent.SpeakAsked asked -> {}
            case LiveEvent.StopAsked asked -> {}
            case LiveEvent.RequestAsked asked -> {}
            case LiveEvent.RequestTold told -> {}
            case LiveEvent.BudgetTold told -> {}
        }
    }

    @Override
    public synchronized void onMute(Mute mute) {
        LiveRoom room = rooms.get(mute.room());
        if (room != null) {
            room.presenceChanged();
            room.tell(presenceIn(mute.room()));
        }
    }

    @Override
    public synchronized void onPresence(List<PersonaCard> nowAwake) {
        awake = nowAwake.stream().sorted(Comparator.comparing(PersonaCard::key)).toList();
        rooms.forEach((name, room) -> {
            room.presenceChanged();
            if (room.isRead()) {
                room.tell(presenceIn(name));
            }
        });
    }

    /** Tells every room what has changed for all of them, and from now on whoever enters one what stands. */
    public synchronized void announce(StandingNotices now) {
        StandingNotices before = standing;
        standing = now;
        rooms.forEach((name, room) -> {
            if (room.isRead()) {
                now.changesSince(before, name).forEach(notice -> room.tell(told(notice)));
            }
        });
    }

    /** What somebody who enters the room must know. */
    synchronized List<Told> standing(String room) {
        return standing.in(room).stream().map(Fanout::told).toList();
    }

    private static Told told(LiveEvent.Notice notice) {
        return LiveJson.event(Told.Kind.STATE, "", notice);
    }

    /** The personas that are awake, by key. */
    public synchronized List<PersonaCard> awake() {
        return awake;
    }

    /** What somebody who enters the room is told of the personas. */
    synchronized Told presence(String room) {
        return presenceIn(room);
    }

    /** What a reader missed that no history holds. */
    record Joined(LiveRoom room, Told presence, List<Told> standing, List<Told> openReplies) {}

    /** Called on the reader's event loop, as it joins. */
    @FunctionalInterface
    interface LetIn {
        void letIn(Joined joined, Beginning beginning, List<Told> missed);
    }

    /**
     * Joins it where its room's newest messages are at hand and are all it missed. On the reader's event loop.
     *
     * @return whether it joins
     */
    synchronized boolean joinAtOnce(Reader reader, String epoch, int historyLimit, LetIn door) {
        Optional<Recent> recent = recents.of(reader.room(), epoch);
        if (recent.isEmpty()) {
            return false;
        }
        Beginning beginning = reader.visit().beginning(epoch, recent.get().lastSeq(), historyLimit);
        if (beginning.isReset() || !recent.get().reachesBackTo(beginning.from())) {
            return false;
        }
        List<Told> missed = recent.get().after(beginning.from());
        join(reader).thenAccept(joined -> door.letIn(joined, beginning, missed));
        return true;
    }

    /**
     * For those who come next: what somebody has read who had joined before it read to the end. Left out where more was
     * told meanwhile.
     */
    synchronized void offer(String name, Joined joined, String epoch, Recent read) {
        LiveRoom room = joined.room();
        if (rooms.get(name) == room && read.lastSeq() >= room.newestTold()) {
            recents.offer(name, epoch, read);
        }
    }

    /**
     * From now on the reader is told what happens in its room.
     *
     * @return completes on the reader's event loop
     */
    synchronized CompletableFuture<Joined> join(Reader reader) {
        LiveRoom room = rooms.computeIfAbsent(reader.room(), name -> new LiveRoom());
        Crowd crowd = room.crowdOn(reader.loop());
        crowd.members++;
        Joined joined = new Joined(room, presenceIn(reader.room()), standing(reader.room()), room.soFar());
        CompletableFuture<Joined> done = new CompletableFuture<>();
        reader.loop().execute(() -> {
            crowd.add(reader);
            done.complete(joined);
        });
        return done;
    }

    /** The opposite of {@link #join}; once for each. */
    synchronized void leave(Reader reader) {
        LiveRoom room = rooms.get(reader.room());
        Crowd crowd = room.crowdOn(reader.loop());
        room.leave(reader.loop(), reader);
        forgetIfIdle(reader.room(), room);
        reader.loop().execute(() -> crowd.remove(reader));
    }

    /** Rooms that are held in memory, for tests and meters. */
    public synchronized int rooms() {
        return rooms.size();
    }

    private void started(LiveEvent.ReplyStarted started) {
        LiveRoom room = rooms.computeIfAbsent(started.room(), name -> new LiveRoom());
        Set<String> typing = room.typing();
        if (room.started(started)) {
            tell(Told.Kind.REPLY_STARTED, started.replyId(), started);
            if (!typing.contains(started.persona())) {
                typingChanged(started.room(), room);
            }
        }
    }

    private void delta(LiveEvent.ReplyDelta delta) {
        LiveRoom room = rooms.get(delta.room());
        if (room != null && room.delta(delta)) {
            tell(Told.Kind.REPLY_DELTA, delta.replyId(), delta);
        }
    }

    private void ended(LiveEvent.ReplyEnded ended) {
        LiveRoom room = rooms.get(ended.room());
        if (room == null) {
            return;
        }
        boolean wasOpen = room.ended(ended.replyId());
        tell(Told.Kind.REPLY_ENDED, ended.replyId(), ended);
        if (wasOpen) {
            typingChanged(ended.room(), room);
        }
    }

    private void tell(Told.Kind kind, String about, LiveEvent event) {
        LiveRoom room = rooms.get(event.room());
        if (room != null && room.isRead()) {
            room.tell(LiveJson.event(kind, about, event));
        }
    }

    private void typingChanged(String name, LiveRoom room) {
        if (room.isRead()) {
            room.tell(presenceIn(name));
        }
        forgetIfIdle(name, room);
    }

    private void forgetIfIdle(String name, LiveRoom room) {
        if (room.isIdle()) {
            rooms.remove(name);
        }
    }

    private Told presenceIn(String name) {
        LiveRoom room = rooms.get(name);
        return room == null ? presenceIn(name, Set.of()) : room.presence(() -> presenceIn(name, room.typing()));
    }

    private Told presenceIn(String name, Set<String> typing) {
        return LiveJson.presence(awakeIn(name), key -> mutedInRoom.test(name, key), typing);
    }

    /** The guests of a duel are seen in its room only, and there they are alone: nobody else speaks there. */
    private List<PersonaCard> awakeIn(String name) {
        boolean duel = name.startsWith(RoomName.DUEL_PREFIX);
        return awake.stream()
                .filter(card -> card.duelRoom().map(name::equals).orElse(!duel))
                .toList();
    }
}
