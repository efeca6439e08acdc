package org.monstermash.bus;

import java.time.Duration;
import org.monstermash.bus.event.Message;

/** A message on its way to a persona, until the persona has settled it. */
public interface Delivery {

    Message message();

    /** How old the message was when it was handed over; never negative. */
    Duration age();

    /**
     * Says that the message is settled for this persona: answered, or silence decided. Until then it is delivered again
     * after a restart. May be called in any order and more than once; never blocks. What is settled is remembered soon,
     * not at once: a crash may bring the latest again.
     */
    void settle();
}
