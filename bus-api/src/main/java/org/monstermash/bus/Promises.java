package org.monstermash.bus;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What callers were promised: each is kept or broken within a limit, on a virtual thread, so that what a caller does
 * with it never holds up whoever keeps it. For implementations of {@link ChatBus}. Threads: any.
 */
public final class Promises {
    private final Executor threads = Thread::startVirtualThread;
    private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();
    private final Duration limit;

    /** @param limit at most {@link ChatBus#PUBLISH_LIMIT} */
    public Promises(Duration limit) {
        this.limit = limit;
    }

    /** The same outcome, or {@link BusUnavailable} after the limit. */
    public <T> CompletableFuture<T> of(CompletableFuture<T> write) {
        CompletableFuture<T> promise = new CompletableFuture<>();
        open.add(promise);
        write.copy()
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .whenCompleteAsync((value, error) -> settle(promise, value, error), threads);
        return promise;
    }

    private <T> void settle(CompletableFuture<T> promise, T value, Throwable error) {
        open.remove(promise);
        if (error == null) {
            promise.complete(value);
        } else {
            promise.completeExceptionally(reason(error));
        }
    }

    private Throwable reason(Throwable error) {
        Throwable reason = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return reason instanceof TimeoutException
                ? new BusUnavailable("not stored within " + limit.toSeconds() + " s", reason)
                : reason;
    }

    /** How many wait. */
    public int size() {
        return open.size();
    }

    public void breakAll(BusUnavailable why) {
        open.forEach(promise -> promise.completeExceptionally(why));
        open.clear();
    }
}
