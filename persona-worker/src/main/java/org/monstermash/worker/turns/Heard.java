package org.monstermash.worker.turns;

import java.time.Duration;
import org.monstermash.bus.Delivery;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.Message;

/** A message the persona heard and has not settled. Guarded by its {@link Backlog}, except what is final. */
final class Heard {
    final Message message;
    final String replyId;
    final StopSignal signal = new StopSignal();
    private volatile Handed handed;

    /** The newest delivery of it, and when that came. */
    private record Handed(Delivery delivery, long atNanos) {}

    Heard(Delivery delivery, String persona, long nanos) {
        this.message = delivery.message();
        this.replyId = Ids.ofReply(message.room(), persona, message.id());
        this.handed = new Handed(delivery, nanos);
    }

    /** After a reconnect only the newest delivery is sure to be known to the bus. */
    void again(Delivery delivery, long nanos) {
        handed = new Handed(delivery, nanos);
    }

    /** By the monotonic clock since it was handed over, so that a jumping clock makes nothing stale. */
    Duration age(long nanos) {
        return handed.delivery.age().plusNanos(Math.max(0, nanos - handed.atNanos));
    }

    Delivery delivery() {
        return handed.delivery;
    }
}
