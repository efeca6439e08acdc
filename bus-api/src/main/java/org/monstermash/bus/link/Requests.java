package org.monstermash.bus.link;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.monstermash.bus.BusUnavailable;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.StorageFull;

/**
 * What was asked and is not answered. Each fails after {@link ChatBus#PUBLISH_LIMIT}; until then it is asked again on a
 * new line, which is safe, because every request may be repeated. At most {@value #MAX_OPEN} are open.
 */
final class Requests {
    private static final int MAX_OPEN = 10_000;

    private record Open(Frame.Request frame, CompletableFuture<Frame.Answer> answer) {}

    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, Open> open = new ConcurrentSkipListMap<>();

    /** A request that is open now. */
    record Asked(Frame.Request frame, CompletableFuture<Frame.Answer> answer) {}

    Asked ask(LongFunction<Frame.Request> request, String where) {
        Frame.Request frame = request.apply(numbers.incrementAndGet());
        CompletableFuture<Frame.Answer> promise = new CompletableFuture<>();
        if (open.size() >= MAX_OPEN) {
            promise.completeExceptionally(new BusUnavailable(MAX_OPEN + " requests wait for " + where));
            return new Asked(frame, promise);
        }
        CompletableFuture<Frame.Answer> answer = new CompletableFuture<>();
        open.put(frame.request(), new Open(frame, answer));
        answer.orTimeout(ChatBus.PUBLISH_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .whenCompleteAsync(
                        (given, error) -> {
                            open.remove(frame.request());
                            settle(promise, given, error, where);
                        },
                        Thread::startVirtualThread);
        return new Asked(frame, promise);
    }

    private static void settle(
            CompletableFuture<Frame.Answer> promise, Frame.Answer given, Throwable error, String where) {
        if (error instanceof TimeoutException) {
            promise.completeExceptionally(new BusUnavailable(
                    "no answer of " + where + " within " + ChatBus.PUBLISH_LIMIT.toSeconds() + " s", error));
        } else if (error != null) {
            promise.completeExceptionally(error);
        } else if (given instanceof Frame.Refused refused) {
            promise.completeExceptionally(reason(refused));
        } else {
            promise.complete(given);
        }
    }

    private static RuntimeException reason(Frame.Refused refused) {
        return switch (refused.status()) {
            case UNAVAILABLE -> new BusUnavailable(refused.reason());
            case FULL -> new StorageFull(refused.reason(), null);
            case INVALID -> new IllegalArgumentException(refused.reason());
        };
    }

    void answered(Frame.Answer answer) {
        Open request = open.get(answer.request());
        if (request != null) {
            request.answer.complete(answer);
        }
    }

    /** What must be asked again on a new line, in the order it was asked. */
    List<Frame.Request> unanswered() {
        return open.values().stream().<Frame.Request>map(Open::frame).toList();
    }

    void failAll(String why) {
        open.values().forEach(each -> each.answer.completeExceptionally(new BusUnavailable(why)));
    }
}
