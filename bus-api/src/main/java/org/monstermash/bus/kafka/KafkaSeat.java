package org.monstermash.bus.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.monstermash.bus.Mailbox;
import org.monstermash.bus.PersonaListener;
import org.monstermash.bus.PersonaListener.Standing;
import org.monstermash.bus.Seat;
import org.monstermash.bus.event.LiveEvent.SpeakAsked;
import org.monstermash.bus.event.LiveEvent.StopAsked;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;

/**
 * A member of a persona's group. Of each partition it is given it first reads back what its rooms and its replies were
 * like, without handing anything over; then it hands over what is not settled, and commits up to where everything is.
 */
final class KafkaSeat implements Seat {
    /** Records before the first unsettled one that are read for what the rooms were like. */
    static final int LOOK_BACK = 2_000;

    /** A backlog longer than this is not read in full before it is handed over. */
    static final int LOOK_AHEAD = 20_000;

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LAST_COMMIT = Duration.ofSeconds(2);
    private static final Logger LOG = Logger.getLogger(KafkaSeat.class);

    private final PersonaCard card;
    private final Instant since;
    private final PersonaListener listener;
    private final Topics topics;
    private final Said said;
    private final Clock clock;
    private final BooleanSupplier stateKnown;
    private final Runnable whenStanding;
    private final Mailbox mailbox;
    private final ReadingThread thread;

    private final Map<TopicPartition, Reading> readings = new HashMap<>();
    private final Set<TopicPartition> fresh = new HashSet<>();
    /** Partitions whose rooms are known here; a partition maps to whether that is all of it. */
    private final Map<Integer, Boolean> known = new ConcurrentHashMap<>();

    private volatile int partitions;
    private Standing own;
    private boolean connected = true;
    private volatile boolean standing;

    /** A partition on its way through looking back to handing over. */
    private static final class Reading {
        private final Share share;
        private final long start;
        private final long lookTo;
        private boolean looking = true;
        private boolean full;
        private long committed;

        private Reading(Share share, long start, long lookTo) {
            this.share = share;
            this.start = start;
            this.lookTo = lookTo;
            this.committed = start;
        }
    }

    KafkaSeat(
            PersonaCard card,
            Instant since,
            PersonaListener listener,
            Clients clients,
            Topics topics,
            Said said,
            Clock clock,
            BooleanSupplier stateKnown,
            Runnable whenStanding,
            Runnable whenFenced) {
        this.card = card;
        this.since = since;
        this.listener = listener;
        this.topics = topics;
        this.said = said;
        this.clock = clock;
        this.stateKnown = stateKnown;
        this.whenStanding = whenStanding;
        this.mailbox = new Mailbox("seat of " + card.key());
        this.thread =
                new ReadingThread("kafka-seat-" + card.key(), () -> clients.member(card.key()), this::read, whenFenced);
    }

    void start() {
        thread.start();
    }

    PersonaCard card() {
        return card;
    }

    /** Whether it was let into its group, and has not left. */
    boolean isStanding() {
        return standing;
    }

    /** Whether this seat reads the partition and knows what it was like. */
    boolean knows(int partition) {
        return known.containsKey(partition);
    }

    /** Whether it has read the partition from its beginning. */
    boolean knowsAllOf(int partition) {
        return known.getOrDefault(partition, false);
    }

    private void read(Consumer<byte[], byte[]> consumer) {
        readings.clear();
        fresh.clear();
        consumer.subscribe(List.of(topics.messages), new Rebalances(consumer));
        try {
            while (thread.isOpen()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    take(record);
                }
                begin(consumer);
                readings.forEach((partition, reading) -> goOn(consumer, partition, reading));
                commit(consumer);
                stand();
            }
        } finally {
            commitAtLast(consumer);
            lose(List.copyOf(readings.keySet()));
        }
    }

    private final class Rebalances implements ConsumerRebalanceListener {
        private final Consumer<byte[], byte[]> consumer;

        Rebalances(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        /** Nothing is asked within the rebalance: the others wait for it. */
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> given) {
            consumer.pause(given);
            fresh.addAll(given);
            if (own == null) {
                own = Standing.STANDBY;
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> taken) {
            commitAtLast(consumer);
            lose(taken);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> taken) {
            lose(taken);
        }
    }

    private void lose(Collection<TopicPartition> taken) {
        Set<Integer> numbers = taken.stream().map(TopicPartition::partition).collect(Collectors.toSet());
        for (TopicPartition partition : taken) {
            fresh.remove(partition);
            known.remove(partition.partition());
            Reading reading = readings.remove(partition);
            if (reading != null) {
                reading.share.close();
            }
        }
        int count = partitions;
        if (!numbers.isEmpty() && count > 0 && thread.isOpen()) {
            mailbox.put(() ->
                    listener.onRoomsTaken(room -> numbers.contains(new Topics.Layout("", count).partitionOf(room))));
        }
    }

    /** Finds out where partitions that were given just now are to be read, and begins to look back. */
    private void begin(Consumer<byte[], byte[]> consumer) {
        if (fresh.isEmpty() || !stateKnown.getAsBoolean()) {
            return;
        }
        partitions = consumer.partitionsFor(topics.messages).size();
        Map<TopicPartition, Long> ends = consumer.endOffsets(fresh);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(fresh);
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(fresh);
        Map<TopicPartition, OffsetAndTimestamp> sinceThen = consumer.offsetsForTimes(
                fresh.stream().collect(Collectors.toMap(p -> p, p -> Math.max(0, since.toEpochMilli()))));
        Map<TopicPartition, OffsetAndMetadata> firstMarks = new HashMap<>();
        for (TopicPartition partition : fresh) {
            long end = ends.get(partition);
            OffsetAndMetadata mark = committed.get(partition);
            OffsetAndTimestamp first = sinceThen.get(partition);
            boolean settledBefore = mark != null && mark.offset() <= end;
            long start = settledBefore ? mark.offset() : first == null ? end : first.offset();
            if (!settledBefore) {
                firstMarks.put(partition, new OffsetAndMetadata(start));
            }
            Share share = new Share(
                    start,
                    settledBefore ? Instant.EPOCH : since,
                    settledBefore ? 0 : end,
                    clock,
                    delivery -> mailbox.put(() -> listener.onMessage(delivery)));
            Reading reading = new Reading(share, start, end);
            long from = Math.max(begins.get(partition), Math.max(start - LOOK_BACK, end - LOOK_AHEAD));
            known.remove(partition.partition());
            reading.full = from <= begins.get(partition);
            readings.put(partition, reading);
            consumer.seek(partition, from);
        }
        if (!firstMarks.isEmpty()) {
            consumer.commitSync(firstMarks);
        }
        consumer.resume(fresh);
        fresh.clear();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        Reading reading = readings.get(new TopicPartition(record.topic(), record.partition()));
        if (reading == null) {
            return;
        }
        Message message = readable(record, reading.looking);
        boolean first = message != null && said.learn(message).seq() == message.seq();
        if (reading.looking) {
            return;
        }
        if (first) {
            reading.share.take(message);
        } else {
            // A second record of an id, or one nobody can read: there is nothing to settle.
            reading.share.skip(record.offset() + 1);
        }
    }

    private Message readable(ConsumerRecord<byte[], byte[]> record, boolean comesAgain) {
        try {
            return Records.message(record).withSeq(record.offset() + 1);
        } catch (IllegalArgumentException e) {
            if (!comesAgain) {
                LOG.warnf("%s is left out, it is no message: %s", Records.place(record), e.getMessage());
            }
            return null;
        }
    }

    private void goOn(Consumer<byte[], byte[]> consumer, TopicPartition partition, Reading reading) {
        if (reading.looking && consumer.position(partition) >= reading.lookTo) {
            reading.looking = false;
            known.put(partition.partition(), reading.full);
            consumer.seek(partition, reading.start);
        }
        if (reading.share.isFull()) {
            consumer.pause(List.of(partition));
        } else {
            consumer.resume(List.of(partition));
        }
    }

    private void commit(Consumer<byte[], byte[]> consumer) {
        Map<TopicPartition, OffsetAndMetadata> marks = marks();
        if (!marks.isEmpty()) {
            consumer.commitAsync(marks, (done, failure) -> {
                if (failure == null) {
                    committed(done);
                }
            });
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> marks() {
        Map<TopicPartition, OffsetAndMetadata> marks =
                new TreeMap<>(java.util.Comparator.comparing(TopicPartition::partition));
        readings.forEach((partition, reading) -> {
            long mark = reading.share.mark();
            if (mark > reading.committed) {
                marks.put(partition, new OffsetAndMetadata(mark));
            }
        });
        return marks;
    }

    private void committed(Map<TopicPartition, OffsetAndMetadata> done) {
        done.forEach((partition, mark) -> {
            Reading reading = readings.get(partition);
            if (reading != null) {
                reading.committed = Math.max(reading.committed, mark.offset());
            }
        });
    }

    private void commitAtLast(Consumer<byte[], byte[]> consumer) {
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
            LOG.debugf("%s: what was settled last will come again: %s", card.key(), e.getMessage());
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

    /** Says where the persona stands, when that has changed. */
    private void stand() {
        if (own == null || !fresh.isEmpty()) {
            return;
        }
        boolean anyLooking = readings.values().stream().anyMatch(reading -> reading.looking);
        Standing now = readings.isEmpty() ? Standing.STANDBY : anyLooking && !standing ? null : Standing.ACTIVE;
        if (now != null) {
            announce(now, connected);
        }
    }

    private synchronized void announce(Standing now, boolean isConnected) {
        boolean changed = !standing || now != own || isConnected != connected;
        own = now;
        connected = isConnected;
        if (changed && (standing || now != null)) {
            standing = true;
            Standing told = isConnected ? now : Standing.DISCONNECTED;
            mailbox.put(() -> listener.onStanding(told));
            whenStanding.run();
        }
    }

    /** The broker is away, or back. */
    void connected(boolean isConnected) {
        if (standing) {
            announce(own, isConnected);
        }
    }

    private boolean has(String room) {
        int count = partitions;
        return count > 0 && known.containsKey(new Topics.Layout("", count).partitionOf(room));
    }

    void speak(SpeakAsked asked) {
        if (asked.persona().equals(card.key()) && has(asked.room())) {
            mailbox.offer(() -> listener.onSpeak(asked));
        }
    }

    void stop(StopAsked asked) {
        mailbox.offer(() -> listener.onStop(asked));
    }

    void muted(Mute mute) {
        if (mute.persona().equals(card.key())) {
            mailbox.put(() -> listener.onMute(mute));
        }
    }

    @Override
    public void close() {
        standing = false;
        mailbox.close();
        thread.close();
        whenStanding.run();
    }
}
