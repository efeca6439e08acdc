package org.monstermash.models;

import java.util.Optional;

/**
 * One answer on its way. One thread reads it; any thread may close it.
 *
 * <p>{@link #next} gives any number of {@link ReplyPart.Text} and {@link ReplyPart.Thinking}, then exactly one {@link
 * ReplyPart.Finished}; nothing follows that.
 */
public interface ReplyStream extends AutoCloseable {

    /**
     * The next part; blocks until there is one.
     *
     * @throws ModelException when the answer cannot be had or breaks off: what came until then is not the whole answer
     * @throws InterruptedException when the reading thread is interrupted; close the stream then
     * @throws java.util.concurrent.CancellationException when the stream was closed meanwhile
     */
    ReplyPart next() throws InterruptedException;

    /**
     * The request that went out last; empty before the first, and where no server is asked. A stream around another one
     * need not know. Any thread.
     */
    default Optional<SentRequest> request() {
        return Optional.empty();
    }

    /** Ends the answer in whatever phase it is, and the connection with it, within a second. Idempotent, does not block. */
    @Override
    void close();
}
