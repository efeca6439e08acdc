package org.monstermash.gateway.live;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The readers of one room whose sockets live on one event loop: used there only, but for the count.
 *
 * <p>What the loop's waiting tasks bring is passed on at once, in one frame. Only where several speak at once do words
 * of replies wait a moment for others, because a frame costs the same whatever it holds. What comes takes along what
 * waits, so the order stays.
 */
final class Crowd {
    /** Less than a screen needs for a picture. */
    static final long GATHERING_MILLIS = 4;

    /** As much as this does not wait for more. */
    static final int ENOUGH = 64;

    /** Guarded by the fan-out's lock: who joined and did not leave. */
    int members;

    private final EventLoop loop;
    private final List<Reader> readers = new ArrayList<>(1);
    private List<Told> due = new ArrayList<>(1);
    private boolean passingOn;
    private boolean timerRuns;

    Crowd(EventLoop loop) {
        this.loop = loop;
    }

    /** What waits is older than the reader, and in what it is given on joining. */
    void add(Reader reader) {
        passOn();
        readers.add(reader);
    }

    void remove(Reader reader) {
        readers.remove(reader);
    }

    /** Passed on when the loop has done what waits there now. */
    void tell(Told told) {
        due.add(told);
        if (!passingOn) {
            passingOn = true;
            loop.execute(this::passOn);
        }
    }

    /** Passed on within {@value #GATHERING_MILLIS} ms. */
    void gather(Told told) {
        due.add(told);
        if (due.size() >= ENOUGH) {
            passOn();
        } else if (!timerRuns) {
            timerRuns = true;
            loop.schedule(this::timeIsUp, GATHERING_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void timeIsUp() {
        timerRuns = false;
        passOn();
    }

    private void passOn() {
        passingOn = false;
        if (due.isEmpty()) {
            return;
        }
        Handful handful = new Handful(due);
        due = new ArrayList<>(due.size());
        for (Reader reader : readers) {
            reader.tell(handful);
        }
    }
}
