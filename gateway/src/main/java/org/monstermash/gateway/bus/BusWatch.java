package org.monstermash.gateway.bus;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.monstermash.bus.BusHealth;
import org.monstermash.bus.ChatBus;
import org.monstermash.gateway.live.Fanout;
import org.monstermash.gateway.live.StandingNotices;

/** Looks every second whether messages can be sent, and tells the rooms when that changes. */
public final class BusWatch implements AutoCloseable {
    private final ChatBus bus;
    private final Fanout fanout;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("bus-watch").daemon().factory());
    private StandingNotices told;

    /** @param fallback why the bus is not the one that was asked for, if it is not */
    public BusWatch(ChatBus bus, Fanout fanout, Optional<String> fallback) {
        this.bus = bus;
        this.fanout = fanout;
        this.told = StandingNotices.NONE.fallback(fallback);
    }

    /** Tells what stands already. */
    public void tell() {
        fanout.announce(told);
    }

    /** For a bus that is somewhere else: one that lives here is away only when the disk is, and posts say that. */
    public void start() {
        timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    private void look() {
        BusHealth health = bus.health();
        // The reason may change from second to second; what people are told need not.
        if (health.ready() == told.away().isPresent()) {
            told = told.away(
                    health.ready()
                            ? Optional.empty()
                            : Optional.of("No message can be sent now: " + health.why() + "."));
            fanout.announce(told);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
