package org.monstermash.bus.memory;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.monstermash.bus.BusHealth;
import org.monstermash.bus.BusUnavailable;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.Follower;
import org.monstermash.bus.Mailbox;
import org.monstermash.bus.MessageLog;
import org.monstermash.bus.OpenReplies;
import org.monstermash.bus.PersonaListener;
import org.monstermash.bus.Promises;
import org.monstermash.bus.ReplyState;
import org.monstermash.bus.Seat;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.LiveEvent.ReplyEnded;
import org.monstermash.bus.event.LiveEvent.ReplyStarted;
import org.monstermash.bus.event.LiveEvent.RequestAsked;
import org.monstermash.bus.event.LiveEvent.SpeakAsked;
import org.monstermash.bus.event.LiveEvent.StopAsked;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;
import org.monstermash.bus.event.Tombstone;

/**
 * The bus of one process. What must survive lies in its {@link MessageLog}; who sits where, and what is being said, is
 * forgotten with the process.
 *
 * <p>Seats: per persona a chain; the first holds the seat, the others stand by in the order of their coming. When a
 * holder leaves, what it had begun ends as {@code abandoned} and the next is promoted, beginning with what is not
 * settled. Bounds of a seat: 512 unsettled messages per room and 4096 in all are out at once; more waits in the log.
 * Live events a receiver is too slow for are dropped when {@value Mailbox#MAX_WAITING} callbacks wait.
 *
 * <p>Threads: one lock, held for moments and never while reading or writing the log; callbacks run on virtual threads.
 */
public final class InMemoryChatBus implements ChatBus {
    private final MessageLog log;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Promises promises = new Promises(PUBLISH_LIMIT);
    private final SortedMap<String, List<MemorySeat>> chains = new TreeMap<>();
    private final List<FollowerSeat> followers = new ArrayList<>();
    private final OpenReplies open = new OpenReplies();
    private final Set<MutedPair> muted = ConcurrentHashMap.newKeySet();
    private boolean closed;

    private record MutedPair(String room, String persona) {}

    private record FollowerSeat(Follower follower, Mailbox mailbox) {}

    /** @param log what survives; closed by whoever opened it, after this bus */
    public InMemoryChatBus(MessageLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
        log.muted().forEach(this::remember);
    }

    @Override
    public CompletableFuture<Message> publish(Message message) {
        return promises.of(write(() -> log.append(message), this::stored).thenApply(MessageLog.Appended::message));
    }

    @Override
    public CompletableFuture<Void> mute(Mute mute) {
        return promises.of(write(() -> log.mute(mute), done -> muted(mute)));
    }

    @Override
    public CompletableFuture<Void> bury(Tombstone tombstone) {
        return promises.of(write(() -> log.bury(tombstone), done -> open.buried(tombstone.replyId())));
    }

    /**
     * Asks the log to write, and when that is done, tells everybody. The lock makes the order of telling that of the
     * log, also where a write is done before its future is looked at.
     */
    private <T> CompletableFuture<T> write(Supplier<CompletableFuture<T>> write, Consumer<T> whenDone) {
        return locked(() -> {
            if (closed) {
                return CompletableFuture.failedFuture(new BusUnavailable("the bus is closed"));
            }
            return write.get().thenApply(done -> {
                locked(() -> whenDone.accept(done));
                return done;
            });
        });
    }

    private void stored(MessageLog.Appended appended) {
        Message message = appended.message();
        open.said(message);
        if (appended.fresh()) {
            followers.forEach(each -> each.mailbox.put(() -> each.follower.onMessage(message)));
            holders().forEach(seat -> seat.said(message));
        }
    }

    private void muted(Mute mute) {
        remember(mute);
        holder(mute.persona()).ifPresent(seat -> seat.muted(mute));
        followers.forEach(each -> each.mailbox.put(() -> each.follower.onMute(mute)));
    }

    private void remember(Mute mute) {
        MutedPair pair = new MutedPair(mute.room(), mute.persona());
        if (mute.muted()) {
            muted.add(pair);
        } else {
            muted.remove(pair);
        }
    }

    @Override
    public void emit(LiveEvent event) {
        locked(() -> {
            if (closed) {
                return;
            }
            switch (event) {
                case ReplyStarted started -> started(started);
                case ReplyEnded ended -> open.ended(ended.replyId());
                case SpeakAsked asked -> holder(asked.persona()).ifPresent(seat -> seat.speak(asked));
                case StopAsked asked -> holders().forEach(seat -> seat.stop(asked));
                case RequestAsked asked -> holder(asked.persona()).ifPresent(seat -> seat.requestAsked(asked));
                case LiveEvent.RequestTold told -> {}
                case LiveEvent.BudgetTold told -> {}
                case LiveEvent.ReplyDelta delta -> {}
                case LiveEvent.Decision decision -> {}
                case LiveEvent.Notice notice -> {}
            }
            show(event);
        });
    }

    private void started(ReplyStarted event) {
        log.begun(event.room(), event.replyId(), event.attempt());
        if (holder(event.persona()).isPresent()) {
            open.started(event, event.persona());
        }
    }

    private void show(LiveEvent event) {
        followers.stream()
                .filter(each -> each.follower.hears(event))
                .forEach(each -> each.mailbox.offer(() -> each.follower.onEvent(event)));
    }

    @Override
    public Seat join(PersonaCard card, Instant since, PersonaListener listener) {
        MemorySeat seat = new MemorySeat(
                card,
                since,
                listener,
                (persona, receiver) -> new Deliveries(persona, log, clock, lock, receiver),
                this::leave);
        locked(() -> {
            if (closed) {
                throw new BusUnavailable("the bus is closed");
            }
            List<MemorySeat> chain = chains.computeIfAbsent(card.key(), key -> new ArrayList<>());
            chain.add(seat);
            if (chain.getFirst() == seat) {
                seat.activate();
                showPresence();
            } else {
                seat.standBy();
            }
        });
        return seat;
    }

    private void leave(MemorySeat seat) {
        locked(() -> {
            List<MemorySeat> chain = chains.get(seat.card.key());
            if (chain == null || !chain.contains(seat)) {
                return;
            }
            boolean held = chain.getFirst() == seat;
            chain.remove(seat);
            seat.silence();
            if (held) {
                open.left(seat.card.key()).forEach(this::show);
                promoteNext(seat.card.key(), chain);
            }
        });
    }

    private void promoteNext(String persona, List<MemorySeat> chain) {
        if (chain.isEmpty()) {
            chains.remove(persona);
        } else {
            chain.getFirst().activate();
        }
        showPresence();
    }

    private Optional<MemorySeat> holder(String persona) {
        return Optional.ofNullable(chains.get(persona)).map(List::getFirst);
    }

    private List<MemorySeat> holders() {
        return chains.values().stream().map(List::getFirst).toList();
    }

    private void showPresence() {
        List<PersonaCard> awake = awake();
        followers.forEach(each -> each.mailbox.put(() -> each.follower.onPresence(awake)));
    }

    private List<PersonaCard> awake() {
        return holders().stream().map(seat -> seat.card).toList();
    }

    @Override
    public AutoCloseable follow(Follower follower) {
        FollowerSeat seat = new FollowerSeat(follower, new Mailbox("follower"));
        locked(() -> {
            followers.add(seat);
            List<PersonaCard> awake = awake();
            seat.mailbox.put(() -> follower.onPresence(awake));
        });
        return () -> locked(() -> {
            seat.mailbox.close();
            followers.remove(seat);
        });
    }

    @Override
    public List<Message> recent(String room, int limit) {
        return log.newest(room, limit);
    }

    @Override
    public ReplyState reply(String room, String replyId) {
        int here = locked(() -> open.attempt(replyId));
        ReplyState stored = log.reply(room, replyId);
        return switch (stored) {
            case ReplyState.Unknown unknown -> here > 0 ? new ReplyState.Begun(here) : unknown;
            case ReplyState.Begun begun -> new ReplyState.Begun(Math.max(begun.attempt(), here));
            case ReplyState.Stored said -> said;
            case ReplyState.Buried buried -> buried;
        };
    }

    @Override
    public boolean isMuted(String room, String persona) {
        return muted.contains(new MutedPair(room, persona));
    }

    @Override
    public BusHealth health() {
        return locked(() -> closed) ? BusHealth.away("the bus is closed") : log.health();
    }

    @Override
    public void close() {
        locked(() -> {
            closed = true;
            chains.values().forEach(chain -> chain.forEach(MemorySeat::silence));
            chains.clear();
            followers.forEach(each -> each.mailbox.close());
            followers.clear();
        });
        promises.breakAll(new BusUnavailable("the bus was closed"));
    }

    private void locked(Runnable work) {
        locked(() -> {
            work.run();
            return null;
        });
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
