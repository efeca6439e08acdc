package org.monstermash.gateway.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.Follower;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.LiveEvent.RequestAsked;
import org.monstermash.bus.event.LiveEvent.RequestTold;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;

/**
 * Those who want to know what a model was asked, until a worker tells. Nobody answers for one that has forgotten: its
 * replicas may remember. Threads: any; nothing blocks.
 */
public final class AskedRequests implements Follower {
    static final int MAX_WAITING = 64;

    private final ChatBus bus;
    private final Duration limit;
    private final List<Waiting> waiting = new ArrayList<>();

    private record Waiting(RequestAsked asked, CompletableFuture<Optional<RequestTold>> told) {}

    /** @param limit nobody waits longer */
    public AskedRequests(ChatBus bus, Duration limit) {
        this.bus = bus;
        this.limit = limit;
    }

    /**
     * Asks the persona that said the message.
     *
     * @return empty where nobody has told within the limit
     * @throws Refused 503 where too many wait
     */
    CompletableFuture<Optional<RequestTold>> ask(Message reply) {
        Waiting caller =
                new Waiting(new RequestAsked(reply.room(), reply.persona(), reply.id()), new CompletableFuture<>());
        if (join(caller)) {
            bus.emit(caller.asked);
        }
        return caller.told
                .completeOnTimeout(Optional.empty(), limit.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((told, failure) -> leave(caller));
    }

    /** @return whether it is the first to ask for this */
    private synchronized boolean join(Waiting caller) {
        if (waiting.size() >= MAX_WAITING) {
            throw new Refused(503, "Too many ask what models were asked; try again in a moment.");
        }
        boolean first = waiting.stream().noneMatch(other -> other.asked.equals(caller.asked));
        waiting.add(caller);
        return first;
    }

    private synchronized void leave(Waiting caller) {
        waiting.removeIf(other -> other == caller);
    }

    @Override
    public boolean hears(LiveEvent event) {
        return event instanceof RequestTold;
    }

    @Override
    public void onEvent(LiveEvent event) {
        if (event instanceof RequestTold told) {
            RequestAsked asked = new RequestAsked(told.room(), told.persona(), told.replyId());
            waitingFor(asked).forEach(caller -> caller.told.complete(Optional.of(told)));
        }
    }

    private synchronized List<Waiting> waitingFor(RequestAsked asked) {
        return waiting.stream().filter(caller -> caller.asked.equals(asked)).toList();
    }

    @Override
    public void onMessage(Message message) {
        // nobody asks about it yet
    }

    @Override
    public void onMute(Mute mute) {
        // changes nothing that was said
    }

    @Override
    public void onPresence(List<PersonaCard> awake) {
        // whoever leaves meanwhile may still tell
    }
}
