package org.monstermash.bus.kafka;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.monstermash.bus.BusUnavailable;
import org.monstermash.bus.Mailbox;
import org.monstermash.bus.Promises;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.Tombstone;

/**
 * What this process says, and what it promises of it. Threads: any; nothing blocks.
 *
 * <p>A gateway's message is stored when its own {@link Mirror} has read it, for only then its seq is known; a worker's when
 * the broker has it. Bound: {@value #MAX_WAITING} publications wait, further ones fail at once.
 */
final class Publishing implements AutoCloseable {
    private static final int MAX_WAITING = 10_000;

    private final Connection connection;
    private final Optional<ReadModel> model;
    private final Said said;
    private final Promises promises = new Promises(KafkaChatBus.PUBLISH_PATIENCE);
    /** One after the other, because the disk is asked first. */
    private final Mailbox inOrder = new Mailbox("publishing");

    /** Replies that were begun here and are neither said nor buried. */
    private final Set<String> begun = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    Publishing(Connection connection, Optional<ReadModel> model, Said said) {
        this.connection = connection;
        this.model = model;
        this.said = said;
    }

    CompletableFuture<Message> publish(Message message) {
        CompletableFuture<Message> promise = promise(lines -> lines.mirror()
                .map(mirror -> publishAndAwait(lines, mirror, message))
                .orElseGet(() -> publishAsWorker(lines, message)));
        promise.thenAccept(stored -> forgetAttempts(stored.id()));
        return promise;
    }

    private CompletableFuture<Message> publishAndAwait(Connection.Lines lines, Mirror mirror, Message message) {
        Mirror.Awaited awaited = mirror.await(message.id());
        if (awaited.first()) {
            inOrder.put(() -> publishUnlessStored(lines, message, awaited.message()));
        }
        return awaited.message();
    }

    private void publishUnlessStored(Connection.Lines lines, Message message, CompletableFuture<Message> stored) {
        try {
            Optional<Message> earlier = model.orElseThrow().find(message.id());
            if (earlier.isPresent()) {
                stored.complete(earlier.get());
            } else if (connection.book().isBuried(message.id())) {
                stored.complete(message.withSeq(0));
            } else {
                lines.outbox().publish(message).exceptionally(failure -> {
                    stored.completeExceptionally(failure);
                    return null;
                });
            }
        } catch (RuntimeException e) {
            stored.completeExceptionally(e);
        }
    }

    private CompletableFuture<Message> publishAsWorker(Connection.Lines lines, Message message) {
        Optional<Message> earlier = said.find(message.id());
        if (earlier.isPresent()) {
            return CompletableFuture.completedFuture(earlier.get());
        }
        if (connection.book().isBuried(message.id())) {
            return CompletableFuture.completedFuture(message.withSeq(0));
        }
        return lines.outbox().publish(message).thenApply(offset -> said.learn(message.withSeq(offset + 1)));
    }

    void emit(LiveEvent event) {
        Connection.Lines lines = connection.lines().getNow(null);
        if (lines == null || closed) {
            return;
        }
        if (event instanceof LiveEvent.ReplyStarted started) {
            begun.add(started.replyId());
            lines.outbox().state(StateBook.keyOfBegun(started.replyId()), StateBook.valueOfBegun(started.attempt()));
        }
        lines.outbox().emit(event);
    }

    /** It is said, or never will be: nobody asks any more how often it was begun. */
    private void forgetAttempts(String replyId) {
        if (begun.remove(replyId) || connection.book().attempt(replyId) > 0) {
            connection.lines().thenAccept(lines -> lines.outbox().state(StateBook.keyOfBegun(replyId), null));
        }
    }

    CompletableFuture<Void> mute(Mute mute) {
        return promise(
                lines -> told(lines.outbox().state(StateBook.key(mute), mute.muted() ? StateBook.value(mute) : null)));
    }

    CompletableFuture<Void> bury(Tombstone tombstone) {
        forgetAttempts(tombstone.replyId());
        return promise(lines -> told(lines.outbox().state(StateBook.key(tombstone), StateBook.value(tombstone))));
    }

    /** Completes when this process knows it, too. */
    private CompletableFuture<Void> told(CompletableFuture<Long> stored) {
        return stored.thenCompose(offset -> connection.progress().past(connection.topics().state, offset));
    }

    private <T> CompletableFuture<T> promise(Function<Connection.Lines, CompletableFuture<T>> work) {
        String why = closed
                ? "the bus is closed"
                : promises.size() >= MAX_WAITING
                        ? MAX_WAITING + " messages wait for the broker"
                        : connection.whyNotOpen();
        if (!why.isEmpty()) {
            return CompletableFuture.failedFuture(new BusUnavailable(why));
        }
        long deadline = System.nanoTime() + KafkaChatBus.PUBLISH_PATIENCE.toNanos();
        return promises.of(connection
                .lines()
                .thenCompose(lines -> System.nanoTime() - deadline > 0
                        ? CompletableFuture.failedFuture(new BusUnavailable("no broker answered in time"))
                        : work.apply(lines)));
    }

    /** Nothing more is taken. */
    void stop() {
        closed = true;
        inOrder.close();
    }

    /** What is still underway fails. */
    @Override
    public void close() {
        stop();
        promises.breakAll(new BusUnavailable("the bus was closed"));
    }
}
