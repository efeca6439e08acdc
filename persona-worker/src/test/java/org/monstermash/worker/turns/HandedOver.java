package org.monstermash.worker.turns;

import java.time.Duration;
import org.monstermash.bus.Delivery;
import org.monstermash.bus.event.Message;

/** A message handed over by the test itself, perhaps once more, as after a reconnect. */
final class HandedOver implements Delivery {
    private final Message message;
    volatile boolean settled;

    HandedOver(Message message) {
        this.message = message;
    }

    @Override
    public Message message() {
        return message;
    }

    @Override
    public Duration age() {
        return Duration.ZERO;
    }

    @Override
    public void settle() {
        settled = true;
    }
}
