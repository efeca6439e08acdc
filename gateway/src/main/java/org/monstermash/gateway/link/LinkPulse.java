package org.monstermash.gateway.link;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Finds workers that are gone without a word: a ping every 3 s, and the third without a pong is the end, so that a seat
 * is free at most 9 s after its worker is gone. On the event loop.
 */
final class LinkPulse {
    private static final long PING_SECONDS = 3;
    private static final int LIMIT = 3;

    private final Runnable ping;
    private final Runnable gone;
    private ScheduledFuture<?> timer;
    private int unanswered;

    private LinkPulse(Runnable ping, Runnable gone) {
        this.ping = ping;
        this.gone = gone;
    }

    static LinkPulse start(EventLoop loop, Runnable ping, Runnable gone) {
        LinkPulse pulse = new LinkPulse(ping, gone);
        pulse.timer = loop.scheduleAtFixedRate(pulse::tick, PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS);
        return pulse;
    }

    private void tick() {
        if (unanswered == LIMIT - 1) {
            stop();
            gone.run();
        } else {
            unanswered++;
            ping.run();
        }
    }

    void pong() {
        unanswered = 0;
    }

    void stop() {
        timer.cancel(false);
    }
}
