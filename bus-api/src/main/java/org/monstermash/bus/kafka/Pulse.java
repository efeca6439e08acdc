package org.monstermash.bus.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Says every two seconds that this process is there, and listens for itself: what it hears of itself went to the broker
 * and came back, so it is connected. Looks every half second who has grown silent.
 */
final class Pulse implements AutoCloseable {
    private static final Duration BEAT = Duration.ofSeconds(2);
    private static final Duration BEAT_WHEN_AWAY = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(500);

    /** Nothing heard of oneself for so long: what others say may be missing too. */
    private static final Duration DEAF = Duration.ofMillis(4_500);

    /** And for so long: the broker is away. */
    private static final Duration AWAY = Duration.ofSeconds(7);

    private static final Logger LOG = Logger.getLogger(Pulse.class);

    private final Roll roll;
    private final Audience audience;
    private final Runnable beat;
    private final Consumer<Boolean> whenChanged;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("kafka-pulse").daemon().factory());
    private final Object order = new Object();

    private long beatAt;
    private volatile long heardAt;
    private long hearingSince;
    private volatile boolean connected;

    Pulse(Roll roll, Audience audience, Runnable beat, Consumer<Boolean> whenChanged) {
        this.roll = roll;
        this.audience = audience;
        this.beat = beat;
        this.whenChanged = whenChanged;
        long longAgo = System.nanoTime() - AWAY.multipliedBy(2).toNanos();
        this.beatAt = longAgo;
        this.heardAt = longAgo;
        this.hearingSince = longAgo;
    }

    void start() {
        timer.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean isConnected() {
        return connected;
    }

    void heardOwn(long now) {
        heardAt = now;
        change(true);
    }

    private void look() {
        try {
            long now = System.nanoTime();
            Duration due = connected ? BEAT : BEAT_WHEN_AWAY;
            // A timer is never exact: better a little early than half a second late.
            if (now - beatAt >= due.minus(LOOK.dividedBy(2)).toNanos()) {
                beatAt = now;
                beat.run();
            }
            long silent = now - heardAt;
            if (silent > DEAF.toNanos()) {
                hearingSince = now;
            }
            if (silent > AWAY.toNanos()) {
                change(false);
            }
            List<String> gone = roll.gone(now, hearingSince);
            if (!gone.isEmpty()) {
                LOG.infof("🕸️ nothing was heard for %d s of %s", Roll.SILENCE.toSeconds(), gone);
                audience.left(gone);
                audience.present(roll.awake());
            }
        } catch (RuntimeException e) {
            LOG.error("the pulse stumbles", e);
        }
    }

    private void change(boolean nowConnected) {
        synchronized (order) {
            if (connected != nowConnected) {
                connected = nowConnected;
                whenChanged.accept(nowConnected);
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
