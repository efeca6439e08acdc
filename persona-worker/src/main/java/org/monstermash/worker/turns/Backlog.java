package org.monstermash.worker.turns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.monstermash.bus.Delivery;

/**
 * What a persona heard in a room and has not settled. Any thread may use it.
 *
 * <p>Bound: the bus hands over only so much that is not settled (see its implementations); what is settled is forgotten
 * here. Of several requests to speak the newest waits.
 */
final class Backlog {
    private final String persona;
    private final Map<String, Heard> unsettled = new HashMap<>();
    private List<Heard> waiting = new ArrayList<>();
    private Ask asked;
    private long heardUpTo;
    private boolean left;

    Backlog(String persona) {
        this.persona = persona;
    }

    /**
     * Takes a delivery in.
     *
     * @return false when its message was settled before, and that was lost on the way: settle it again
     */
    synchronized boolean hear(Delivery delivery, long nanos) {
        Heard known = unsettled.get(delivery.message().id());
        if (known != null) {
            known.again(delivery, nanos);
            return true;
        }
        long seq = delivery.message().seq();
        if (seq <= heardUpTo) {
            return false;
        }
        Heard heard = new Heard(delivery, persona, nanos);
        unsettled.put(heard.message.id(), heard);
        waiting.add(heard);
        heardUpTo = seq;
        notifyAll();
        return true;
    }

    /** Remembers to speak. A request that waited already gives way, as an older message does. */
    synchronized void ask(Ask ask) {
        asked = ask;
    }

    /** What waits, in order; it stays unsettled. */
    synchronized List<Heard> take() {
        List<Heard> taken = waiting;
        waiting = new ArrayList<>();
        return taken;
    }

    synchronized Optional<Ask> takeAsk() {
        Optional<Ask> taken = Optional.ofNullable(asked);
        asked = null;
        return taken;
    }

    synchronized boolean isWaiting() {
        return asked != null || !waiting.isEmpty();
    }

    synchronized int size() {
        return waiting.size();
    }

    /** The seq of the oldest message that waits, or the greatest number there is. */
    synchronized long oldestWaiting() {
        return waiting.isEmpty() ? Long.MAX_VALUE : waiting.getFirst().message.seq();
    }

    /**
     * Blocks until everything up to {@code seq} was heard, {@code enough} messages wait, the time is over or the persona
     * leaves. Of a room in which nothing was heard, nothing is expected.
     *
     * @return whether everything up to {@code seq} was heard
     */
    synchronized boolean awaitUpTo(long seq, int enough, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (heardUpTo > 0 && heardUpTo < seq && waiting.size() < enough && !left) {
            long leftMs = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (leftMs <= 0) {
                break;
            }
            wait(leftMs);
        }
        return heardUpTo == 0 || heardUpTo >= seq;
    }

    /** Ends everything that waits or is being answered, and every wait. */
    synchronized void leave() {
        left = true;
        stop(StopSignal.Why.ABANDONED);
        notifyAll();
    }

    synchronized boolean holds(Heard heard) {
        return unsettled.containsKey(heard.message.id());
    }

    /** Ends everything that waits or is being answered. */
    synchronized void stop(StopSignal.Why why) {
        unsettled.values().forEach(heard -> heard.signal.ask(why));
        if (asked != null) {
            asked.signal().ask(why);
        }
    }

    void settle(Heard heard) {
        synchronized (this) {
            unsettled.remove(heard.message.id());
        }
        heard.delivery().settle(); // outside the lock: the bus has locks of its own
    }
}
