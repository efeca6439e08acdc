package org.monstermash.bus.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/** Commits up to where everything is settled, ten times a second at most. For the seat's thread. */
final class Marks {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration LAST_COMMIT = Duration.ofSeconds(2);
    private static final Logger LOG = Logger.getLogger(Marks.class);

    private final Map<TopicPartition, Reading> readings;
    private long nextCommit = System.nanoTime();

    Marks(Map<TopicPartition, Reading> readings) {
        this.readings = readings;
    }

    /** What fails is committed with the next. */
    void commit(Consumer<byte[], byte[]> consumer) {
        long now = System.nanoTime();
        if (now - nextCommit < 0) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> marks = marks();
        if (!marks.isEmpty()) {
            nextCommit = now + PAUSE.toNanos();
            consumer.commitAsync(marks, (done, failure) -> {
                if (failure == null) {
                    committed(done);
                }
            });
        }
    }

    /** Before partitions go. Blocks for a moment. */
    void commitAtLast(Consumer<byte[], byte[]> consumer) {
        Map<TopicPartition, OffsetAndMetadata> marks = marks();
        if (marks.isEmpty()) {
            return;
        }
        try {
            commitEvenWhenWoken(consumer, marks);
            committed(marks);
        } catch (FencedInstanceIdException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.debugf("what was settled last will come again: %s", e.getMessage());
        }
    }

    private static void commitEvenWhenWoken(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> marks) {
        try {
            consumer.commitSync(marks, LAST_COMMIT);
        } catch (WakeupException closing) {
            consumer.commitSync(marks, LAST_COMMIT);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> marks() {
        Map<TopicPartition, OffsetAndMetadata> marks = new HashMap<>();
        readings.forEach((partition, reading) -> {
            if (reading.isBehind()) {
                marks.put(partition, new OffsetAndMetadata(reading.mark()));
            }
        });
        return marks;
    }

    private void committed(Map<TopicPartition, OffsetAndMetadata> done) {
        done.forEach((partition, mark) -> {
            Reading reading = readings.get(partition);
            if (reading != null) {
                reading.committed(mark.offset());
            }
        });
    }
}
