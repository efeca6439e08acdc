package org.monstermash.worker.turns;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.monstermash.models.Sleeper;

/** Time that stands still until a test moves it; pauses take none, or last until they are released. */
final class FakeTime {
    static final Instant NOW = Instant.parse("2026-10-31T23:00:00Z");

    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final List<Runnable> later = new CopyOnWriteArrayList<>();
    private final AtomicLong nanos = new AtomicLong(1);
    private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

    final Time time =
            new Time(Clock.fixed(NOW, ZoneOffset.UTC), nanos::get, this::sleep, (delay, task) -> later.add(task));

    private void sleep(Duration duration, CompletableFuture<?> wakeUp) throws InterruptedException {
        pauses.add(duration);
        Sleeper.real().sleep(Duration.ofSeconds(20), CompletableFuture.anyOf(gate, wakeUp));
    }

    /** From now on pauses last until {@link #release}, or until somebody wakes the sleeper. */
    void holdPauses() {
        gate = new CompletableFuture<>();
    }

    void release() {
        gate.complete(null);
    }

    void advance(Duration duration) {
        nanos.addAndGet(TimeUnit.NANOSECONDS.convert(duration));
        List<Runnable> due = List.copyOf(later);
        later.removeAll(due);
        due.forEach(Runnable::run);
    }
}
