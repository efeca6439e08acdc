package org.monstermash.bus.link;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.monstermash.bus.BusHealth;
import org.monstermash.bus.BusUnavailable;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.Follower;
import org.monstermash.bus.PersonaListener;
import org.monstermash.bus.ReplyState;
import org.monstermash.bus.Seat;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;
import org.monstermash.bus.event.Tombstone;

/**
 * A worker's bus: the one of a gateway, over {@code /bus}. It connects in the background and again for ever, 100 ms to
 * 5 s apart, takes its seats again, repeats what was not answered, and lets a broken line change nothing for the
 * personas but their {@link PersonaListener.Standing}.
 *
 * <p>True differences: one seat per persona; {@link #follow} and {@link #mute} are for gateways and not possible here;
 * {@link #publish} takes only what a persona says whose seat is held, and waits for the seat within its limit.
 */
public final class LinkChatBus implements ChatBus {

    private final URI uri;
    private final String worker;
    private final Consumer<String> news;
    private final Backoff backoff;
    private final Connector connector;
    private final Requests requests = new Requests();
    private final Map<String, LinkSeat> seats = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> mutedRooms = new ConcurrentHashMap<>();
    private final Thread keeper;
    private volatile Optional<Line> line = Optional.empty();
    private volatile String why = "not connected yet";
    private volatile boolean closed;

    /**
     * Begins to connect.
     *
     * @param gatewayUrl {@code http} or {@code https}; a path before {@code /bus} is kept
     * @param token asked for at each try, because the gateway may make it later; may throw when there is none yet
     * @param worker what this process calls itself, for the gateway's log
     * @param news a line for people when the bus is waited for, once per outage and reason, and when it is there
     */
    public LinkChatBus(
            URI gatewayUrl, Supplier<String> token, String worker, Consumer<String> news, RandomGenerator dice) {
        this.connector = new Connector(gatewayUrl, token);
        this.uri = connector.uri();
        this.worker = worker;
        this.news = news;
        this.backoff = new Backoff(dice);
        this.keeper = Thread.ofVirtual().name("bus-link").start(this::keepConnected);
    }

    private void keepConnected() {
        String said = "";
        while (!closed) {
            String reason = connectAndStay();
            if (reason.isEmpty()) {
                said = "";
            } else if (!reason.equals(said) && !closed) {
                said = reason;
                news.accept("waiting for the bus at " + uri + ": " + reason);
            }
            if (!closed) {
                LockSupport.parkNanos(backoff.next().toNanos());
            }
        }
    }

    /** @return why it could not connect, or nothing when it was connected */
    private String connectAndStay() {
        try {
            stay(connector.open(this::received));
            return "";
        } catch (BusUnavailable e) {
            why = e.getMessage();
            return why;
        }
    }

    private void stay(Line fresh) {
        backoff.reset();
        news.accept("connected to the bus at " + uri);
        attach(fresh);
        try {
            why = "the line broke: " + fresh.awaitEnd();
        } catch (InterruptedException e) {
            why = "closed";
        }
        line = Optional.empty();
        seats.values().forEach(LinkSeat::disconnected);
        if (!closed) {
            news.accept("lost the bus at " + uri + ": " + why);
        }
    }

    private synchronized void attach(Line fresh) {
        line = Optional.of(fresh);
        if (closed) {
            fresh.close();
            return;
        }
        List<Frame.Wanted> wanted =
                seats.values().stream().map(LinkSeat::wanted).toList();
        if (!wanted.isEmpty()) {
            fresh.send(new Frame.Attach(worker, wanted));
        }
        requests.unanswered().stream().filter(this::maySend).forEach(fresh::send);
    }

    /** Whether its persona may speak; what else is asked needs no seat. */
    private boolean maySend(Frame.Request request) {
        return switch (request) {
            case Frame.Publish publish ->
                seat(publish.message().persona()).map(LinkSeat::isActive).orElse(true);
            case Frame.Bury bury -> seats.isEmpty() || seats.values().stream().anyMatch(LinkSeat::isActive);
            case Frame.Recent recent -> true;
            case Frame.Reply reply -> true;
        };
    }

    private Optional<LinkSeat> seat(String persona) {
        return persona == null ? Optional.empty() : Optional.ofNullable(seats.get(persona));
    }

    private void received(Frame.FromGateway frame) {
        switch (frame) {
            case Frame.Standing standing ->
                seat(standing.persona()).ifPresent(seat -> seat.stands(standing, () -> sendWaiting(seat)));
            case Frame.Deliver deliver -> seat(deliver.persona()).ifPresent(seat -> seat.delivered(deliver));
            case Frame.Mutes mutes -> mutedRooms.put(mutes.persona(), roomSet(mutes.rooms()));
            case Frame.MuteChanged changed -> muted(changed.mute());
            case Frame.Speak speak -> seat(speak.event().persona()).ifPresent(seat -> seat.speak(speak.event()));
            case Frame.Stop stop -> seat(stop.persona()).ifPresent(seat -> seat.stop(stop.event()));
            case Frame.RequestAsked asked ->
                seat(asked.event().persona()).ifPresent(seat -> seat.requestAsked(asked.event()));
            case Frame.Answer answer -> requests.answered(answer);
            case Frame.Error error -> news.accept("the bus at " + uri + " says: " + error.reason());
        }
    }

    private static Set<String> roomSet(List<String> rooms) {
        Set<String> set = ConcurrentHashMap.newKeySet();
        set.addAll(rooms);
        return set;
    }

    private void muted(Mute mute) {
        Set<String> rooms = mutedRooms.computeIfAbsent(mute.persona(), key -> ConcurrentHashMap.newKeySet());
        if (mute.muted()) {
            rooms.add(mute.room());
        } else {
            rooms.remove(mute.room());
        }
        seat(mute.persona()).ifPresent(seat -> seat.muted(mute));
    }

    /** Sends what waited for the seat: after its listener has announced its open replies again. */
    private void sendWaiting(LinkSeat seat) {
        if (!seat.isActive()) {
            return;
        }
        for (Frame.Request request : requests.unanswered()) {
            boolean hers = request instanceof Frame.Publish publish
                    && seat.persona().equals(publish.message().persona());
            if (hers || request instanceof Frame.Bury) {
                send(request);
            }
        }
    }

    private void send(Frame frame) {
        line.ifPresent(open -> open.send(frame));
    }

    private CompletableFuture<Frame.Answer> ask(LongFunction<Frame.Request> request) {
        if (closed) {
            return CompletableFuture.failedFuture(new BusUnavailable("the bus is closed"));
        }
        Requests.Asked asked = requests.ask(request, uri.toString());
        if (maySend(asked.frame())) {
            send(asked.frame());
        }
        return asked.answer();
    }

    @Override
    public CompletableFuture<Message> publish(Message message) {
        int bytes = FrameJson.write(new Frame.Publish(Long.MAX_VALUE, message)).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > Frame.MAX_BYTES) {
            return CompletableFuture.failedFuture(
                    new IllegalArgumentException("longer than " + Frame.MAX_BYTES + " bytes: message " + message.id()));
        }
        return unwrapped(
                ask(number -> new Frame.Publish(number, message)), answer -> ((Frame.Stored) answer).message());
    }

    @Override
    public CompletableFuture<Void> bury(Tombstone tombstone) {
        return unwrapped(ask(number -> new Frame.Bury(number, tombstone)), answer -> null);
    }

    /** As a promise of its own, so that what fails is its cause and not a {@link CompletionException} around it. */
    private static <T> CompletableFuture<T> unwrapped(
            CompletableFuture<Frame.Answer> answer, Function<Frame.Answer, T> value) {
        CompletableFuture<T> promise = new CompletableFuture<>();
        answer.whenComplete((given, error) -> {
            if (error == null) {
                promise.complete(value.apply(given));
            } else {
                promise.completeExceptionally(error);
            }
        });
        return promise;
    }

    @Override
    public void emit(LiveEvent event) {
        send(new Frame.Emit(event));
    }

    /** Not possible here: always fails. */
    @Override
    public CompletableFuture<Void> mute(Mute mute) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException("only a gateway mutes"));
    }

    /** Not possible here: always throws. */
    @Override
    public AutoCloseable follow(Follower follower) {
        throw new UnsupportedOperationException("only a gateway follows");
    }

    @Override
    public synchronized Seat join(PersonaCard card, Instant since, PersonaListener listener) {
        if (closed) {
            throw new BusUnavailable("the bus is closed");
        }
        LinkSeat seat = new LinkSeat(card, since, listener, this::send, this::leave);
        if (seats.putIfAbsent(card.key(), seat) != null) {
            throw new IllegalStateException("this worker has a seat of " + card.key() + " already");
        }
        send(new Frame.Attach(worker, List.of(seat.wanted())));
        return seat;
    }

    private synchronized void leave(LinkSeat seat) {
        if (seats.remove(seat.persona(), seat)) {
            send(new Frame.Detach(seat.persona()));
        }
    }

    @Override
    public List<Message> recent(String room, int limit) {
        Frame.Answer answer = await(number -> new Frame.Recent(number, room, Math.min(limit, Frame.MAX_RECENT)));
        return ((Frame.Messages) answer).messages();
    }

    @Override
    public ReplyState reply(String room, String replyId) {
        Frame.State state = (Frame.State) await(number -> new Frame.Reply(number, room, replyId));
        return switch (state.state()) {
            case UNKNOWN -> new ReplyState.Unknown();
            case BEGUN -> new ReplyState.Begun(state.attempt());
            case STORED -> new ReplyState.Stored(state.message());
            case BURIED -> new ReplyState.Buried();
        };
    }

    private Frame.Answer await(LongFunction<Frame.Request> request) {
        try {
            return ask(request).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public boolean isMuted(String room, String persona) {
        return mutedRooms.getOrDefault(persona, Set.of()).contains(room);
    }

    @Override
    public BusHealth health() {
        return line.isPresent() ? BusHealth.READY : BusHealth.away(uri + ": " + why);
    }

    @Override
    public void close() {
        closed = true;
        new ArrayList<>(seats.values()).forEach(LinkSeat::close);
        requests.failAll("the bus was closed");
        line.ifPresent(Line::close);
        line = Optional.empty();
        why = "closed";
        LockSupport.unpark(keeper);
        connector.close();
    }
}
