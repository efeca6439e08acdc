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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.monstermash.bus.Mailbox;
import org.monstermash.bus.PersonaListener;
import org.monstermash.bus.PersonaListener.Standing;
import org.monstermash.bus.Seat;
import org.monstermash.bus.event.LiveEvent.RequestAsked;
import org.monstermash.bus.event.LiveEvent.SpeakAsked;
import org.monstermash.bus.event.LiveEvent.StopAsked;
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
    private final Marks marks = new Marks(readings);
    private final Set<TopicPartition> fresh = new HashSet<>();
    /** Partitions whose rooms are known here, and whether from their beginning. */
    private final Map<Integer, Boolean> known = new ConcurrentHashMap<>();

    private final Stance stance;
    private volatile int partitions;
    private volatile boolean standing;
    private boolean joined;

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
        this.stance = new Stance(now -> mailbox.put(() -> listener.onStanding(now)));
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
                readings.forEach((partition, reading) -> {
                    reading.goOn(consumer);
                    if (!reading.isLooking()) {
                        known.put(partition.partition(), reading.isWhole());
                    }
                });
                marks.commit(consumer);
                stand();
            }
        } finally {
            marks.commitAtLast(consumer);
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
            joined = true;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> taken) {
            marks.commitAtLast(consumer);
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
                reading.close();
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
        for (TopicPartition partition : fresh) {
            long first = begins.get(partition);
            long end = ends.get(partition);
            OffsetAndMetadata mark = committed.get(partition);
            OffsetAndTimestamp from = sinceThen.get(partition);
            // A mark beyond the end is of a topic that is no more.
            boolean settledBefore = mark != null && mark.offset() <= end;
            long start = settledBefore ? mark.offset() : from == null ? end : from.offset();
            long lookFrom = Math.max(first, Math.max(start - LOOK_BACK, end - LOOK_AHEAD));
            Share share = new Share(
                    start,
                    settledBefore ? Instant.EPOCH : since,
                    settledBefore ? 0 : end,
                    clock,
                    delivery -> mailbox.put(() -> listener.onMessage(delivery)));
            long committedUpTo = settledBefore ? start : -1;
            readings.put(partition, new Reading(partition, share, said, start, end, lookFrom <= first, committedUpTo));
            consumer.seek(partition, lookFrom);
        }
        consumer.resume(fresh);
        fresh.clear();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        Reading reading = readings.get(new TopicPartition(record.topic(), record.partition()));
        if (reading != null) {
            reading.take(record);
        }
    }

    /** Says where the persona stands, once everything it was given is looked through for the first time. */
    private void stand() {
        boolean looking = !fresh.isEmpty() || readings.values().stream().anyMatch(Reading::isLooking);
        if (!joined || looking && !standing) {
            return;
        }
        if (stance.inGroup(readings.isEmpty() && fresh.isEmpty() ? Standing.STANDBY : Standing.ACTIVE)) {
            standing = true;
            whenStanding.run();
        }
    }

    /** The broker is away, or back. */
    void connected(boolean isConnected) {
        stance.connected(isConnected);
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

    /** Whoever made the reply may have had the room before. */
    void requestAsked(RequestAsked asked) {
        if (asked.persona().equals(card.key())) {
            mailbox.offer(() -> listener.onRequestAsked(asked));
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
