package org.monstermash.bus.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.monstermash.bus.BusUnavailable;
import org.monstermash.bus.MessageLog.Appended;
import org.monstermash.bus.event.Message;

/**
 * Reads all messages into a gateway's {@link ReadModel} and tells the audience. One thread; it goes on where the read
 * model was left, sees new partitions, and begins anew when the topic was made anew.
 */
final class Mirror implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LOOK_AROUND = Duration.ofSeconds(10);
    private static final Duration AGAIN_AFTER = Duration.ofMillis(500);

    /** A message does not wait longer for the live events before it; they may be lost. */
    private static final long LIVE_PATIENCE_MS = 2_000;

    private static final Logger LOG = Logger.getLogger(Mirror.class);

    private final Topics topics;
    private final ReadModel model;
    private final Progress progress;
    private final Audience audience;
    private final Outbox outbox;
    private final LayoutWatch layouts;
    private final Runnable whenReplaced;
    private final ReadingThread thread;
    private final Map<String, CompletableFuture<Message>> awaited = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private volatile String trouble = "";
    private volatile long remaining = -1;
    private volatile long lag;

    private Map<TopicPartition, Long> endsAtStart = Map.of();
    private long liveIsLateUntil = System.nanoTime();

    /** Tells what the topic is like now. Blocks. */
    interface LayoutWatch {
        Topics.Layout look();
    }

    Mirror(
            Clients clients,
            Topics topics,
            ReadModel model,
            Progress progress,
            Audience audience,
            Outbox outbox,
            LayoutWatch layouts,
            Runnable whenReplaced) {
        this.topics = topics;
        this.model = model;
        this.progress = progress;
        this.audience = audience;
        this.outbox = outbox;
        this.layouts = layouts;
        this.whenReplaced = whenReplaced;
        this.thread = new ReadingThread("kafka-messages", clients::reader, this::read, () -> {});
    }

    void start() {
        thread.start();
    }

    /** Completes when everything there was at the start is in the read model. */
    CompletableFuture<Void> caughtUp() {
        return caughtUp;
    }

    /** Records that are in the topic and not read yet, as far as is known here. Any thread. */
    long lag() {
        return lag;
    }

    /** Why the history here is not what was said; empty when it is. */
    String trouble() {
        if (!trouble.isEmpty()) {
            return trouble;
        }
        if (caughtUp.isDone()) {
            return "";
        }
        long left = remaining;
        return left < 0 ? "the history is not read yet" : "the history is being read: " + left + " records left";
    }

    /** @param first whether nobody awaited it before: who is first sends it */
    record Awaited(CompletableFuture<Message> message, boolean first) {}

    /** The message as it is stored, once the record with its id was read. */
    Awaited await(String id) {
        CompletableFuture<Message> own = new CompletableFuture<>();
        CompletableFuture<Message> earlier = awaited.putIfAbsent(id, own);
        if (earlier != null) {
            return new Awaited(earlier, false);
        }
        own.whenComplete((message, failure) -> awaited.remove(id, own));
        return new Awaited(own, true);
    }

    private void read(Consumer<byte[], byte[]> consumer) {
        Topics.Layout layout = layouts.look();
        Map<Integer, Long> places = patiently(() -> model.begin(layout.id()));
        assign(consumer, layout.partitions(), places);
        endsAtStart = consumer.endOffsets(consumer.assignment());
        long lookAroundAt = System.nanoTime() + LOOK_AROUND.toNanos();
        while (thread.isOpen()) {
            noteProgress(consumer);
            take(poll(consumer));
            lag = consumer.assignment().stream()
                    .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                    .sum();
            if (System.nanoTime() - lookAroundAt > 0) {
                if (hasChanged(layout)) {
                    return;
                }
                lookAroundAt = System.nanoTime() + LOOK_AROUND.toNanos();
            }
        }
    }

    /** Whether the topic is another one, or has more partitions: then reading begins anew. */
    private boolean hasChanged(Topics.Layout layout) {
        Topics.Layout now;
        try {
            now = layouts.look();
        } catch (KafkaException away) {
            // Whoever cannot be asked has not changed; reading goes on by itself when the broker is back.
            return false;
        }
        if (!now.id().equals(layout.id())) {
            LOG.warnf("topic %s was made anew: the history begins anew", topics.messages);
            patiently(() -> model.begin(now.id()));
            whenReplaced.run();
        } else if (now.partitions() != layout.partitions()) {
            LOG.infof("topic %s has %d partitions now", topics.messages, now.partitions());
        }
        return !now.equals(layout);
    }

    private void assign(Consumer<byte[], byte[]> consumer, int partitions, Map<Integer, Long> places) {
        List<TopicPartition> all = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            all.add(new TopicPartition(topics.messages, partition));
        }
        consumer.assign(all);
        all.forEach(partition -> consumer.seek(partition, places.getOrDefault(partition.partition(), 0L)));
    }

    private static ConsumerRecords<byte[], byte[]> poll(Consumer<byte[], byte[]> consumer) {
        try {
            return consumer.poll(POLL);
        } catch (OffsetOutOfRangeException e) {
            // Somebody shortened the topic: what is left of it is read.
            consumer.seekToBeginning(e.partitions());
            return ConsumerRecords.empty();
        }
    }

    private void noteProgress(Consumer<byte[], byte[]> consumer) {
        if (caughtUp.isDone()) {
            return;
        }
        long left = 0;
        for (Map.Entry<TopicPartition, Long> end : endsAtStart.entrySet()) {
            left += Math.max(0, end.getValue() - consumer.position(end.getKey()));
        }
        remaining = left;
        if (left == 0) {
            caughtUp.complete(null);
        }
    }

    private record Read(ConsumerRecord<byte[], byte[]> record, Message message) {}

    private void take(ConsumerRecords<byte[], byte[]> records) {
        if (records.isEmpty()) {
            return;
        }
        List<Read> read = new ArrayList<>(records.count());
        records.forEach(record -> readable(record).ifPresent(message -> read.add(new Read(record, message))));
        Map<Integer, Long> next = new HashMap<>();
        records.nextOffsets().forEach((partition, offset) -> next.put(partition.partition(), offset.offset()));
        List<Message> messages = read.stream().map(Read::message).toList();
        List<Appended> stored = patiently(() -> model.take(messages, next));
        for (int i = 0; i < read.size(); i++) {
            tell(read.get(i).record(), stored.get(i));
        }
        next.forEach((partition, offset) -> progress.read(new TopicPartition(topics.messages, partition), offset));
    }

    private Optional<Message> readable(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(Records.message(record));
        } catch (IllegalArgumentException e) {
            LOG.warnf("%s is set aside, it is no message: %s", Records.place(record), e.getMessage());
            outbox.setAside(record, e.getMessage());
            return Optional.empty();
        }
    }

    private void tell(ConsumerRecord<byte[], byte[]> record, Appended stored) {
        if (caughtUp.isDone() && stored.fresh()) {
            Records.afterLive(record).ifPresent(this::waitForLive);
        }
        while (audience.isOverrun() && thread.isOpen()) {
            LockSupport.parkNanos(1_000_000);
        }
        audience.said(stored.message(), stored.fresh());
        CompletableFuture<Message> future = awaited.get(stored.message().id());
        if (future != null) {
            future.complete(stored.message());
        }
    }

    /** What was emitted before a message is told before it. */
    private void waitForLive(long offset) {
        if (System.nanoTime() < liveIsLateUntil) {
            return;
        }
        try {
            progress.past(topics.live, offset)
                    .orTimeout(LIVE_PATIENCE_MS, TimeUnit.MILLISECONDS)
                    .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException) {
                // Live events are stuck: not every message waits for them.
                liveIsLateUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(5 * LIVE_PATIENCE_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Question<T> {
        T ask();
    }

    /** Until the disk takes it: nothing can be told that is not stored. */
    private <T> T patiently(Question<T> question) {
        while (true) {
            try {
                T answer = question.ask();
                trouble = "";
                return answer;
            } catch (BusUnavailable e) {
                trouble = e.getMessage();
                List.copyOf(awaited.values()).forEach(future -> future.completeExceptionally(e));
                if (!thread.isOpen()) {
                    throw e;
                }
                LockSupport.parkNanos(AGAIN_AFTER.toNanos());
            }
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
