package org.monstermash.bus.kafka;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.monstermash.bus.event.LiveEvent;

/**
 * Reads what every process reads: the state topic from its beginning, and the live topic from now on (of the last
 * seconds only who was there). Tells its {@link Ear} on its own thread, which must not block.
 */
final class Whispers implements AutoCloseable {
    /** As long as somebody who is there may be silent. */
    private static final Duration LOOK_BACK = Roll.SILENCE;

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Logger LOG = Logger.getLogger(Whispers.class);

    private final Topics topics;
    private final Progress progress;
    private final Ear ear;
    private final ReadingThread thread;
    private final CompletableFuture<Void> stateKnown = new CompletableFuture<>();
    private long nextLive = -1;
    private long nextState = -1;
    private long liveFrom;
    private long stateAtStart;

    /** Who is told. */
    interface Ear {
        void heard(Beat beat);

        void happened(LiveEvent event, String process);

        void changed(StateBook.Entry entry);

        /** Whether anybody here wants to know this type of live event. */
        boolean wants(String type);
    }

    Whispers(Clients clients, Topics topics, Progress progress, Ear ear) {
        this.topics = topics;
        this.progress = progress;
        this.ear = ear;
        this.thread = new ReadingThread("kafka-live", clients::reader, this::read, () -> {});
    }

    void start() {
        thread.start();
    }

    /** Completes when all state there was at the start is known. */
    CompletableFuture<Void> stateKnown() {
        return stateKnown;
    }

    private void read(Consumer<byte[], byte[]> consumer) {
        consumer.assign(List.of(topics.live, topics.state));
        if (nextState < 0) {
            begin(consumer);
        }
        consumer.seek(topics.live, nextLive);
        consumer.seek(topics.state, nextState);
        tellProgress();
        while (thread.isOpen()) {
            try {
                consumer.poll(POLL).forEach(this::take);
            } catch (OffsetOutOfRangeException outdated) {
                catchUp(consumer, outdated.partitions());
            }
            nextLive = consumer.position(topics.live);
            nextState = consumer.position(topics.state);
            tellProgress();
        }
    }

    private void begin(Consumer<byte[], byte[]> consumer) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(List.of(topics.live, topics.state));
        long lookBack = Instant.now().minus(LOOK_BACK).toEpochMilli();
        OffsetAndTimestamp recent =
                consumer.offsetsForTimes(Map.of(topics.live, lookBack)).get(topics.live);
        liveFrom = ends.get(topics.live);
        nextLive = recent == null ? liveFrom : recent.offset();
        stateAtStart = ends.get(topics.state);
        nextState = consumer.beginningOffsets(List.of(topics.state)).get(topics.state);
    }

    /** It was away for longer than live events are kept, or a topic was made anew. */
    private void catchUp(Consumer<byte[], byte[]> consumer, Set<TopicPartition> outdated) {
        if (outdated.contains(topics.live)) {
            consumer.seekToEnd(List.of(topics.live));
        }
        if (outdated.contains(topics.state)) {
            consumer.seekToBeginning(List.of(topics.state));
        }
    }

    private void tellProgress() {
        progress.read(topics.live, nextLive);
        progress.read(topics.state, nextState);
        if (nextState >= stateAtStart) {
            stateKnown.complete(null);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.topic().equals(topics.state.topic())) {
                ObjectNode value = record.value() == null ? null : Records.object(record);
                ear.changed(StateBook.read(Records.text(record.key()), value));
            } else {
                takeLive(record);
            }
        } catch (IllegalArgumentException e) {
            LOG.warnf("%s is left out: %s", Records.place(record), e.getMessage());
        }
    }

    private void takeLive(ConsumerRecord<byte[], byte[]> record) {
        String type = Records.header(record, Records.TYPE).orElse("");
        if (type.equals(Beat.TYPE)) {
            ear.heard(Beat.read(Records.object(record)));
        } else if (record.offset() >= liveFrom && ear.wants(type)) {
            ear.happened(
                    Records.event(record),
                    Records.header(record, Records.PROCESS).orElse(""));
        }
        // At once, and not with the next poll: a message may wait for just this event.
        progress.read(topics.live, record.offset() + 1);
    }

    @Override
    public void close() {
        thread.close();
    }
}
