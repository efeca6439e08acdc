package org.monstermash.gateway.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.monstermash.bus.BusUnavailable;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.Message;

/**
 * The first step of a message's way: what somebody wants to say gets its id and its time and goes to the bus. Whoever
 * reads the room hears of it from the bus (see {@code Fanout}), the sender when it is stored.
 */
public final class Saying {
    /** The bus promises five seconds; so do we, and the answer must still travel. */
    private static final Duration LIMIT = ChatBus.PUBLISH_LIMIT.minusMillis(500);

    private final ChatBus bus;
    private final TakenNames takenNames;
    private final Clock clock;

    public Saying(ChatBus bus, TakenNames takenNames, Clock clock) {
        this.bus = bus;
        this.takenNames = takenNames;
        this.clock = clock;
    }

    /**
     * Does not block.
     *
     * @return completes with what is stored, which is the earlier message where the client's id was used before; or with
     *     {@link BusUnavailable}
     * @throws Refused 409 where the author looks like a persona
     */
    CompletableFuture<Message> say(Draft draft) {
        if (takenNames.isTaken(draft.author())) {
            throw new Refused(409, "This name belongs to a persona, or looks as if it did; choose another.");
        }
        String id = draft.clientId().map(key -> Ids.ofClient(draft.room(), key)).orElseGet(Ids::random);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return bus.publish(Message.byHuman(id, draft.room(), draft.author(), draft.content(), now))
                .copy()
                .orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(Saying::unavailable);
    }

    private static Message unavailable(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            throw new BusUnavailable("The bus did not store the message in time; try again.");
        }
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        throw new CompletionException(cause);
    }
}
