package org.monstermash.bus;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.Tombstone;

/**
 * Where an {@link InMemoryChatBus} keeps what must survive: the gateway's history, or a list on the heap for tests.
 *
 * <p>Writes are queued and done by one writer, in the order of the calls; their futures complete on the writer's thread
 * when durable, in the same order, or exceptionally with {@link BusUnavailable} or {@link StorageFull}. A full queue
 * fails at once. Reads see what is durable and may block on the disk.
 */
public interface MessageLog extends AutoCloseable {

    /**
     * Appends a message at the next seq of its room.
     *
     * @return what is stored under its id: this message with its seq, or the earlier one ({@code fresh} false), or,
     *     where the id is buried, the message without a seq ({@code fresh} false)
     */
    CompletableFuture<Appended> append(Message message);

    /** @param fresh whether this call stored it */
    record Appended(Message message, boolean fresh) {}

    CompletableFuture<Void> mute(Mute mute);

    CompletableFuture<Void> bury(Tombstone tombstone);

    /** Remembers that the persona has settled the room up to and including {@code seq}. Durable soon. */
    void settled(String persona, String room, long seq);

    /** Remembers that a reply was begun for the {@code attempt}-th time. Durable soon. */
    void begun(String room, String replyId, int attempt);

    ReplyState reply(String room, String replyId);

    /**
     * Messages of a room with {@code seq > after}, oldest first, at most {@code limit}; fewer say that there are no more.
     * One that cannot be read is left out and never comes again.
     */
    List<Message> after(String room, long after, int limit);

    /** The newest messages of a room, oldest first. */
    List<Message> newest(String room, int limit);

    /** The newest seq of a room, 0 where nothing was said. */
    long lastSeq(String room);

    /**
     * The rooms that hold something a persona has not settled, and up to which seq it has. In a room where it settled
     * nothing yet, that is up to the first message created at or after {@code since}; without such a message the room
     * is left out.
     */
    Map<String, Long> unsettled(String persona, Instant since);

    /** All pairs that are muted. */
    List<Mute> muted();

    /** Whether writes are possible, and if not, why. */
    BusHealth health();

    /** Stores what is queued, then closes. */
    @Override
    void close();
}
