package org.monstermash.bus.memory;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.monstermash.bus.BusUnavailable;
import org.monstermash.bus.ChatBus;

/**
 * What callers were promised: each is kept or broken within {@link ChatBus#PUBLISH_LIMIT}, on a virtual thread, so that
 * what a caller does with it never holds up the writer of the log.
 */
final class Promises {
    private final Executor threads = Thread::startVirtualThread;
    private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();

    <T> CompletableFuture<T> of(CompletableFuture<T> write) {
        CompletableFuture<T> promise = new CompletableFuture<>();
        open.add(promise);
        write.copy()
                .orTimeout(ChatBus.PUBLISH_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
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

    private static Throwable reason(Throwable error) {
        Throwable reason = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return reason instanceof TimeoutException
                ? new BusUnavailable("not stored within " + ChatBus.PUBLISH_LIMIT.toSeconds() + " s", reason)
                : reason;
    }

    void breakAll(String why) {
        open.forEach(promise -> promise.completeExceptionally(new BusUnavailable(why)));
        open.clear();
    }
}
