package org.monstermash.bus.kafka;

import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.monstermash.bus.event.Message;

/**
 * A partition on its way: first it is looked through, from some way before what is not settled to what was its end, so
 * that it is known which replies exist before the first message is handed over; then it goes to its {@link Share}. For
 * the seat's thread.
 */
final class Reading {
    private static final Logger LOG = Logger.getLogger(Reading.class);

    private final TopicPartition partition;
    private final Share share;
    private final Said said;
    private final long start;
    private final long lookTo;
    private final boolean whole;
    private boolean looking = true;
    private long committed;

    /**
     * @param start where handing over begins
     * @param lookTo where looking ends
     * @param whole whether looking begins with the first record there is
     * @param committed what is committed, or -1
     */
    Reading(TopicPartition partition, Share share, Said said, long start, long lookTo, boolean whole, long committed) {
        this.partition = partition;
        this.share = share;
        this.said = said;
        this.start = start;
        this.lookTo = lookTo;
        this.whole = whole;
        this.committed = committed;
    }

    boolean isLooking() {
        return looking;
    }

    boolean isWhole() {
        return whole;
    }

    void take(ConsumerRecord<byte[], byte[]> record) {
        Message message = readable(record);
        boolean first = message != null && said.learn(message).seq() == message.seq();
        if (looking) {
            return;
        }
        if (first) {
            share.take(message);
        } else {
            // A second record of an id, or one nobody can read: there is nothing to settle.
            share.skip(record.offset() + 1);
        }
    }

    private Message readable(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Records.message(record).withSeq(record.offset() + 1);
        } catch (IllegalArgumentException e) {
            if (!looking) {
                LOG.warnf("%s is left out, it is no message: %s", Records.place(record), e.getMessage());
            }
            return null;
        }
    }

    /** Turns from looking to handing over; waits where too much is handed over already. */
    void goOn(Consumer<byte[], byte[]> consumer) {
        if (looking && consumer.position(partition) >= lookTo) {
            looking = false;
            consumer.seek(partition, start);
        }
        if (share.isFull()) {
            consumer.pause(List.of(partition));
        } else {
            consumer.resume(List.of(partition));
        }
    }

    /** The offset from which on something may be unsettled. */
    long mark() {
        return share.mark();
    }

    boolean isBehind() {
        return share.mark() > committed;
    }

    void committed(long mark) {
        committed = Math.max(committed, mark);
    }

    void close() {
        share.close();
    }
}
