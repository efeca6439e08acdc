package org.monstermash.bus.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.monstermash.bus.BusUnavailable;
import org.monstermash.bus.event.Message;

/**
 * Looks a room up in the topic, from its end backwards, for a worker that does not know it. Blocks, for {@link #LIMIT} at
 * most; one caller at a time, the others wait. Bound: the last {@value #DEEPEST} records of the room's partition.
 */
final class RoomReader implements AutoCloseable {
    static final int DEEPEST = 20_000;
    private static final int STEP = 1_000;
    private static final Duration LIMIT = Duration.ofSeconds(4);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Clients clients;
    private final Topics topics;
    private volatile Consumer<byte[], byte[]> consumer;
    private volatile boolean closed;

    RoomReader(Clients clients, Topics topics) {
        this.clients = clients;
        this.topics = topics;
    }

    /** The newest messages of a room, oldest first. */
    List<Message> newest(String room, int partition, int limit) {
        List<Message> found = look(room, partition, known -> known.size() >= limit);
        return found.subList(Math.max(0, found.size() - limit), found.size());
    }

    Optional<Message> find(String room, int partition, String id) {
        return look(room, partition, known -> known.stream().anyMatch(m -> m.id().equals(id))).stream()
                .filter(message -> message.id().equals(id))
                .findFirst();
    }

    /** @throws BusUnavailable when the broker does not answer in time */
    private synchronized List<Message> look(String room, int number, Predicate<List<Message>> enough) {
        refuseWhenClosed();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        TopicPartition partition = new TopicPartition(topics.messages, number);
        try {
            if (consumer == null) {
                consumer = clients.reader();
            }
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            long begin = Math.max(
                    end - DEEPEST, consumer.beginningOffsets(List.of(partition)).get(partition));
            List<Message> found = List.of();
            for (long to = end; to > begin && !enough.test(found); to -= STEP) {
                long from = Math.max(begin, to - STEP);
                found = joined(read(partition, from, to, room, deadline), found);
            }
            return found;
        } catch (KafkaException e) {
            closeConsumer();
            throw new BusUnavailable("the room cannot be looked up: " + e.getMessage(), e);
        }
    }

    private List<Message> read(TopicPartition partition, long from, long to, String room, long deadline) {
        List<Message> read = new ArrayList<>();
        consumer.seek(partition, from);
        while (consumer.position(partition) < to) {
            refuseWhenClosed();
            if (System.nanoTime() > deadline) {
                throw new BusUnavailable("the room cannot be looked up within " + LIMIT.toSeconds() + " s");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < to && room.equals(Records.text(record.key()))) {
                    message(record).ifPresent(read::add);
                }
            }
        }
        return read;
    }

    private void refuseWhenClosed() {
        if (closed) {
            throw new BusUnavailable("the bus is closed");
        }
    }

    private static Optional<Message> message(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(Records.message(record).withSeq(record.offset() + 1));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** Of two with the same id the first counts. */
    private static List<Message> joined(List<Message> older, List<Message> newer) {
        Map<String, Message> byId = new LinkedHashMap<>();
        older.forEach(message -> byId.putIfAbsent(message.id(), message));
        newer.forEach(message -> byId.putIfAbsent(message.id(), message));
        return new ArrayList<>(byId.values());
    }

    private void closeConsumer() {
        if (consumer != null) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
            consumer = null;
        }
    }

    /** Ends what is being looked up, and what waits to be. */
    @Override
    public void close() {
        closed = true;
        Consumer<byte[], byte[]> looking = consumer;
        if (looking != null) {
            looking.wakeup();
        }
        synchronized (this) {
            closeConsumer();
        }
    }
}
