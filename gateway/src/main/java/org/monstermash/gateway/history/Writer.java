package org.monstermash.gateway.history;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.monstermash.bus.BusHealth;
import org.monstermash.bus.BusUnavailable;
import org.monstermash.bus.StorageFull;
import org.sqlite.SQLiteErrorCode;

/**
 * The one thread that writes. It takes up to {@value #BATCH} writes at once, commits them together and then completes
 * their futures in order; what fails in company is tried alone, so that one bad write harms no other. When writing
 * fails, it tries again every {@value #PROBE_MS} ms whether it works again, so that {@link #health} recovers by itself.
 *
 * <p>Bound: {@value #QUEUE} writes wait; further ones fail at once.
 */
final class Writer implements AutoCloseable {
    static final int QUEUE = 4096;
    private static final int BATCH = 64;
    private static final long PROBE_MS = 1000;

    /** How long settled marks are gathered before they make a commit of their own. */
    private static final long GATHER_MS = 50;

    private static final long NEARLY_FULL_BYTES = 256 * 1024;
    private static final Logger LOG = Logger.getLogger(Writer.class);

    private static final Job<Void> WAKE = new Job<>(session -> null);

    private final Database database;
    private final Clock clock;
    private final SoonWritten soon;
    private final BlockingQueue<Job<?>> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Thread thread;
    private WriteSession session;
    private volatile BusHealth health = BusHealth.READY;
    private volatile boolean closing;

    Writer(Database database, Clock clock, SoonWritten soon) {
        this.database = database;
        this.clock = clock;
        this.soon = soon;
        this.thread = Thread.ofPlatform().name("history-writer").start(this::run);
    }

    /** One thing to write. */
    interface Write<T> {
        T into(WriteSession session) throws SQLException;
    }

    private static final class Job<T> {
        private final Write<T> write;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        private T result;

        Job(Write<T> write) {
            this.write = write;
        }

        void writeInto(WriteSession session) throws SQLException {
            result = write.into(session);
        }

        void complete() {
            done.complete(result);
        }
    }

    BusHealth health() {
        return health;
    }

    <T> CompletableFuture<T> write(Write<T> write) {
        Job<T> job = new Job<>(write);
        if (closing) {
            job.done.completeExceptionally(new BusUnavailable("the history is closed"));
        } else if (!queue.offer(job)) {
            job.done.completeExceptionally(
                    new BusUnavailable("the history is too slow: " + QUEUE + " messages wait to be stored"));
        }
        return job.done;
    }

    /** Something is to be written soon. */
    void wake() {
        queue.offer(WAKE);
    }

    private void run() {
        while (!closing || !queue.isEmpty()) {
            List<Job<?>> batch = nextBatch();
            boolean waited = batch.isEmpty();
            batch.removeIf(job -> job == WAKE);
            if (!batch.isEmpty() || soon.hasBegun() || (waited && soon.hasSettled())) {
                commit(batch);
            } else if (waited && !health.ready()) {
                commit(List.of(new Job<>(this::probe)));
            }
        }
        commit(List.of());
        discardSession();
    }

    private Void probe(WriteSession open) throws SQLException {
        open.probe(clock.instant());
        return null;
    }

    /** What waits, or nothing after a while. */
    private List<Job<?>> nextBatch() {
        List<Job<?>> batch = new ArrayList<>(BATCH);
        boolean gathering = soon.hasSettled() && health.ready();
        try {
            Job<?> first = queue.poll(gathering ? GATHER_MS : PROBE_MS, TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
                queue.drainTo(batch, BATCH - 1);
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but a process that ends: what is queued is still written.
            closing = true;
        }
        return batch;
    }

    private void commit(List<Job<?>> batch) {
        try {
            SoonWritten.Snapshot gathered = soon.snapshot();
            if (batch.isEmpty() && gathered.isEmpty()) {
                return;
            }
            WriteSession open = session();
            write(gathered, open);
            for (Job<?> job : batch) {
                job.writeInto(open);
            }
            open.commit();
            soon.written(gathered);
            batch.forEach(Job::complete);
            recovered();
        } catch (SQLException | RuntimeException e) {
            // Rolls back; and what is wrong may lie in the connection.
            discardSession();
            failed(batch, e);
        }
    }

    private void write(SoonWritten.Snapshot gathered, WriteSession open) throws SQLException {
        for (Map.Entry<String, Integer> each : gathered.begun().entrySet()) {
            open.begun(each.getKey(), each.getValue(), clock.instant());
        }
        for (Map.Entry<SoonWritten.Place, Long> each : gathered.settled().entrySet()) {
            open.settled(each.getKey(), each.getValue());
        }
    }

    private WriteSession session() throws SQLException {
        if (session == null) {
            session = new WriteSession(database.connect());
        }
        return session;
    }

    private void discardSession() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    private void failed(List<Job<?>> batch, Exception e) {
        if (batch.size() > 1) {
            batch.forEach(job -> commit(List.of(job)));
            return;
        }
        BusUnavailable reason = reason(e);
        if (health.ready()) {
            LOG.errorf("the history cannot be written: %s", reason.getMessage());
        }
        health = BusHealth.away(reason.getMessage());
        batch.forEach(job -> job.done.completeExceptionally(reason));
    }

    private void recovered() {
        if (!health.ready()) {
            LOG.info("the history can be written again");
            health = BusHealth.READY;
        }
    }

    private BusUnavailable reason(Exception e) {
        if (isFull(e)) {
            return new StorageFull("the disk of " + database.file() + " is full", e);
        }
        return new BusUnavailable(database.file() + " cannot be written: " + e.getMessage(), e);
    }

    private boolean isFull(Exception e) {
        if (!(e instanceof SQLException sql)) {
            return false;
        }
        int primaryCode = sql.getErrorCode() & 0xff;
        return primaryCode == SQLiteErrorCode.SQLITE_FULL.code
                || primaryCode == SQLiteErrorCode.SQLITE_IOERR.code && isNearlyFull();
    }

    /** SQLite reports a full disk as an I/O error where its shared memory file cannot grow. */
    private boolean isNearlyFull() {
        try {
            return Files.getFileStore(database.file().getParent()).getUsableSpace() < NEARLY_FULL_BYTES;
        } catch (IOException e) {
            return false;
        }
    }

    /** Writes what is queued, then stops. */
    @Override
    public void close() {
        closing = true;
        wake();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queue.forEach(job -> job.done.completeExceptionally(new BusUnavailable("the history is closed")));
    }
}
