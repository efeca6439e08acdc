package org.monstermash.bus;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;
import org.monstermash.bus.event.Tombstone;

/**
 * The way between everybody who talks: gateways, personas, arenas. Nothing goes around it.
 *
 * <p>Order: the messages of one room reach everybody in the same order, that of their {@code seq}. Nothing is promised
 * between rooms, or between messages and live events, except: what one caller emits before it publishes is not
 * delivered after the message.
 *
 * <p>Delivery: messages at least once to each persona, live events at most once.
 *
 * <p>Threads: every method may be called from any thread. Callbacks of one {@link Seat} or follower come one after the
 * other; a callback must not block, and an exception from it is logged and otherwise ignored.
 */
public interface ChatBus extends AutoCloseable {

    /** A publication that is not stored by then fails with {@link BusUnavailable}. */
    Duration PUBLISH_LIMIT = Duration.ofSeconds(5);

    /**
     * Stores a message for ever and shows it to everybody. Does not block.
     *
     * <p>The id decides: publishing an id again changes nothing and gives the message that was stored first. A message
     * whose id has a {@link Tombstone} is dropped and given back without a seq.
     *
     * @return completes with the stored message, its seq set, once it is durable; or exceptionally, within {@link
     *     #PUBLISH_LIMIT}, with {@link BusUnavailable} or {@link StorageFull}: then the message may or may not be
     *     stored, and publishing it again is safe
     */
    CompletableFuture<Message> publish(Message message);

    /** Shows an event to everybody who is there now. Never blocks, never fails; lost when nobody can be reached. */
    void emit(LiveEvent event);

    /** Remembers for ever whether a persona is muted. Completes when durable; fails as {@link #publish} does. */
    CompletableFuture<Void> mute(Mute mute);

    /** Remembers for ever that a reply will never be made. Completes when durable; fails as {@link #publish} does. */
    CompletableFuture<Void> bury(Tombstone tombstone);

    /**
     * Takes a persona's seat: from now on its listener is given every message of every room that the persona has not
     * settled yet, and the commands that concern it. Where another process holds the seat, this one stands by and takes
     * over when the other leaves (or shares the rooms, where the bus can do that).
     *
     * @param since in a room where the persona never settled anything, it begins at the first message created then or
     *     later
     */
    Seat join(PersonaCard card, Instant since, PersonaListener listener);

    /** Follows everything from now on, beginning with who is awake: for gateways. Close the result to stop. */
    AutoCloseable follow(Follower follower);

    /**
     * The newest messages of a room, oldest first. May block for {@link #PUBLISH_LIMIT}.
     *
     * @throws BusUnavailable when they cannot be had now
     */
    List<Message> recent(String room, int limit);

    /**
     * What became of a reply so far. May block for {@link #PUBLISH_LIMIT}.
     *
     * @throws BusUnavailable when it cannot be told now
     */
    ReplyState reply(String room, String replyId);

    /** Whether a persona is muted in a room, as far as is known here. Does not block. */
    boolean isMuted(String room, String persona);

    /** Whether the bus can be used now, and if not, why. Does not block. */
    BusHealth health();

    /** Leaves all seats and releases everything. What was published and not yet stored fails. Idempotent. */
    @Override
    void close();
}
