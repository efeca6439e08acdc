package org.monstermash.bus.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.monstermash.bus.BusUnavailable;

/**
 * How far each partition was read here, and who waits for it to go on: the topics know no order among each other, so who
 * needs one names an offset. Closed, nobody waits. Threads: any.
 */
final class Progress implements AutoCloseable {
    private record Waiter(long offset, CompletableFuture<Void> reached) {}

    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Map<TopicPartition, List<Waiter>> waiters = new HashMap<>();
    private boolean closed;

    /** Everything before {@code nextOffset} was read and told. */
    void read(TopicPartition partition, long nextOffset) {
        List<CompletableFuture<Void>> reached = new ArrayList<>();
        synchronized (this) {
            next.put(partition, nextOffset);
            Iterator<Waiter> each = waiters.getOrDefault(partition, List.of()).iterator();
            while (each.hasNext()) {
                Waiter waiter = each.next();
                if (waiter.offset < nextOffset) {
                    each.remove();
                    reached.add(waiter.reached);
                }
            }
        }
        reached.forEach(future -> future.complete(null));
    }

    /**
     * Completes when the record at {@code offset} was read and told, with {@link BusUnavailable} when it will not be;
     * forgotten once it is complete, however it came.
     */
    synchronized CompletableFuture<Void> past(TopicPartition partition, long offset) {
        if (closed) {
            return CompletableFuture.failedFuture(noMore());
        }
        if (offset < next.getOrDefault(partition, 0L)) {
            return CompletableFuture.completedFuture(null);
        }
        List<Waiter> waiting = waiters.computeIfAbsent(partition, absent -> new ArrayList<>());
        waiting.removeIf(waiter -> waiter.reached.isDone());
        Waiter waiter = new Waiter(offset, new CompletableFuture<>());
        waiting.add(waiter);
        return waiter.reached;
    }

    @Override
    public void close() {
        List<Waiter> waiting;
        synchronized (this) {
            closed = true;
            waiting = waiters.values().stream().flatMap(List::stream).toList();
            waiters.clear();
        }
        waiting.forEach(waiter -> waiter.reached.completeExceptionally(noMore()));
    }

    private static BusUnavailable noMore() {
        return new BusUnavailable("the bus is closed");
    }
}
