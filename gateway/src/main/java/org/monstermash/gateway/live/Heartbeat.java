package org.monstermash.gateway.live;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Finds peers that are gone without a word: a ping every 10 s, and 25 s without a pong is the end. On the event loop
 * only.
 */
final class Heartbeat {
    static final long PING_MILLIS = 10_000;
    static final long LIMIT_MILLIS = 25_000;

    /** Both of the above are multiples of it, so that the limit is met to the tick. */
    private static final long TICK_MILLIS = 5_000;

    private final Socket socket;
    private final LongSupplier nowMillis;
    private final Runnable lost;
    private long lastPing;
    private long lastPong;
    private ScheduledFuture<?> timer;

    /** @param nowMillis a clock that never jumps */
    Heartbeat(Socket socket, LongSupplier nowMillis, Runnable lost) {
        this.socket = socket;
        this.nowMillis = nowMillis;
        this.lost = lost;
        this.lastPing = nowMillis.getAsLong();
        this.lastPong = lastPing;
    }

    void startOn(EventLoop loop) {
        timer = loop.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void pong() {
        lastPong = nowMillis.getAsLong();
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    void tick() {
        long now = nowMillis.getAsLong();
        if (now - lastPong >= LIMIT_MILLIS) {
            stop();
            lost.run();
        } else if (now - lastPing >= PING_MILLIS) {
            lastPing = now;
            socket.ping();
        }
    }
}
