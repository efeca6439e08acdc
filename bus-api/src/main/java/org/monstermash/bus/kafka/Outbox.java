package org.monstermash.bus.kafka;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.monstermash.bus.BusUnavailable;
import org.monstermash.bus.event.EventJson;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.Message;

/**
 * Everything this process says. One thread hands it to the producer, which may block it for seconds; callers never wait.
 *
 * <p>Order: what was emitted before a message is published is named by the message, so that readers wait for it. Bound:
 * {@value #LIVE_UNDERWAY} live events are underway, further ones are dropped; what is published is bounded by its
 * promises.
 */
final class Outbox implements AutoCloseable {
    private static final int LIVE_UNDERWAY = 2_000;

    /** A message does not wait longer for the events before it: they are lost, then. */
    private static final long LIVE_PATIENCE_MS = 1_500;

    /** More of a record nobody could read is not kept. */
    private static final int DEAD_BYTES = 64 * 1024;

    private final Producer<byte[], byte[]> producer;
    private final Topics topics;
    private final String process;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("kafka-outbox").daemon().factory());
    private final AtomicInteger liveUnderway = new AtomicInteger();
    private final Map<TopicPartition, Long> newest = new ConcurrentHashMap<>();
    private volatile CompletableFuture<Long> lastLive = CompletableFuture.completedFuture(null);

    Outbox(Producer<byte[], byte[]> producer, Topics topics, String process) {
        this.producer = producer;
        this.topics = topics;
        this.process = process;
    }

    /** @return the offset, once it is durable */
    CompletableFuture<Long> publish(Message message) {
        return lastLive.copy()
                .completeOnTimeout(null, LIVE_PATIENCE_MS, TimeUnit.MILLISECONDS)
                .exceptionally(lost -> null)
                .thenCompose(afterLive -> send(Records.of(message, topics.messages, Optional.ofNullable(afterLive))));
    }

    /** @param value null to take back what the key says */
    CompletableFuture<Long> state(String key, String value) {
        return send(new ProducerRecord<>(
                topics.state.topic(),
                topics.state.partition(),
                Records.utf8(key),
                value == null ? null : Records.utf8(value)));
    }

    void emit(LiveEvent event) {
        live(Records.live(event.room(), EventJson.tree(event), topics.live, process));
    }

    void beat(Beat beat) {
        live(Records.live(process, beat.json(), topics.live, process));
    }

    private synchronized void live(ProducerRecord<byte[], byte[]> record) {
        if (liveUnderway.get() >= LIVE_UNDERWAY) {
            return;
        }
        liveUnderway.incrementAndGet();
        lastLive = send(record);
        lastLive.whenComplete((offset, lost) -> liveUnderway.decrementAndGet());
    }

    /** Sets a record aside that nobody could read. */
    void setAside(ConsumerRecord<byte[], byte[]> unreadable, String why) {
        byte[] value = unreadable.value() == null ? new byte[0] : unreadable.value();
        byte[] kept = value.length <= DEAD_BYTES ? value : Arrays.copyOf(value, DEAD_BYTES);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topics.dead.topic(), topics.dead.partition(), Records.utf8(Records.place(unreadable)), kept);
        record.headers().add("why", Records.utf8(why));
        send(record);
    }

    /** The newest offset of this process in a partition, if it wrote any. */
    Optional<Long> newest(TopicPartition partition) {
        return Optional.ofNullable(newest.get(partition));
    }

    private CompletableFuture<Long> send(ProducerRecord<byte[], byte[]> record) {
        CompletableFuture<Long> stored = new CompletableFuture<>();
        try {
            long asked = System.nanoTime();
            thread.execute(() -> handInTime(record, asked, stored));
        } catch (RejectedExecutionException closed) {
            stored.completeExceptionally(new BusUnavailable("the bus is closed"));
        }
        return stored;
    }

    /** What its caller has given up is not stored after all. */
    private void handInTime(ProducerRecord<byte[], byte[]> record, long asked, CompletableFuture<Long> stored) {
        if (System.nanoTime() - asked < TimeUnit.MILLISECONDS.toNanos(Clients.DELIVERY_MS)) {
            hand(record, stored);
        } else {
            stored.completeExceptionally(new BusUnavailable("the broker does not answer"));
        }
    }

    private void hand(ProducerRecord<byte[], byte[]> record, CompletableFuture<Long> stored) {
        try {
            producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    newest.merge(
                            new TopicPartition(metadata.topic(), metadata.partition()), metadata.offset(), Math::max);
                    stored.complete(metadata.offset());
                } else {
                    stored.completeExceptionally(refused(failure));
                }
            });
        } catch (RuntimeException failure) {
            stored.completeExceptionally(refused(failure));
        }
    }

    private static BusUnavailable refused(Exception failure) {
        return new BusUnavailable("the broker did not take it: " + failure.getMessage(), failure);
    }

    /** What is underway is still sent, for a moment. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ofSeconds(1));
    }
}
