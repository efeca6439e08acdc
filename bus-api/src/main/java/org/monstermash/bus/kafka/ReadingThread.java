package org.monstermash.bus.kafka;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * A thread that reads with a consumer of its own, and begins anew with another one when that fails, until it is closed
 * or its place is taken by another process of the same name.
 */
final class ReadingThread implements AutoCloseable {
    private static final Duration AGAIN_AFTER = Duration.ofMillis(500);
    private static final Duration GOODBYE = Duration.ofSeconds(3);
    private static final Logger LOG = Logger.getLogger(ReadingThread.class);

    private final Thread thread;
    private final String name;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Work work;
    private final Runnable whenFenced;
    private volatile Consumer<byte[], byte[]> consumer;
    private volatile boolean closed;

    /** Reads until {@link #isOpen} is false or something fails. */
    interface Work {
        void read(Consumer<byte[], byte[]> consumer);
    }

    ReadingThread(String name, Supplier<Consumer<byte[], byte[]>> consumers, Work work, Runnable whenFenced) {
        this.name = name;
        this.consumers = consumers;
        this.work = work;
        this.whenFenced = whenFenced;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    boolean isOpen() {
        return !closed;
    }

    private void run() {
        String lastFailure = "";
        while (!closed) {
            try {
                readWithOwnConsumer();
                lastFailure = "";
            } catch (FencedInstanceIdException takenByAnother) {
                closed = true;
                whenFenced.run();
            } catch (WakeupException closing) {
                // closed, or asked to look again
            } catch (RuntimeException e) {
                String failure = String.valueOf(e.getMessage());
                if (e instanceof KafkaException) {
                    // Said once: while a broker is away it would be every second.
                    LOG.logf(
                            failure.equals(lastFailure) ? Logger.Level.DEBUG : Logger.Level.WARN,
                            "%s begins anew: %s",
                            name,
                            failure);
                } else {
                    LOG.errorf(e, "%s begins anew", name);
                }
                lastFailure = failure;
                LockSupport.parkNanos(AGAIN_AFTER.toNanos());
            }
        }
    }

    private void readWithOwnConsumer() {
        Consumer<byte[], byte[]> own = consumers.get();
        consumer = own;
        try {
            work.read(own);
        } finally {
            consumer = null;
            // Others need not wait for a session to end that is over.
            own.close(CloseOptions.timeout(closed ? GOODBYE.dividedBy(2) : Duration.ZERO)
                    .withGroupMembershipOperation(
                            closed ? GroupMembershipOperation.LEAVE_GROUP : GroupMembershipOperation.REMAIN_IN_GROUP));
        }
    }

    /** Waits a moment for the thread to end. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        Consumer<byte[], byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
        if (thread.isAlive() && Thread.currentThread() != thread) {
            try {
                thread.join(GOODBYE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
