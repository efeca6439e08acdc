package org.monstermash.gateway;

import io.quarkus.arc.Arc;
import io.quarkus.runtime.Quarkus;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.monstermash.gateway.door.InFlight;
import org.monstermash.gateway.live.Readers;
import sun.misc.Signal;

/**
 * How a gateway ends on SIGTERM or SIGINT: 1012 to every reader, what is being asked is answered, exit 0. The JVM's own
 * way would be exit code 143.
 */
final class GracefulStop {
    /** What remains of five seconds goes to closing sockets and files. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Logger LOG = Logger.getLogger(GracefulStop.class);
    private static final AtomicBoolean STOPPING = new AtomicBoolean();

    private GracefulStop() {}

    static void onSignals() {
        for (String name : new String[] {"TERM", "INT"}) {
            Signal.handle(
                    new Signal(name), signal -> Thread.ofPlatform().name("stop").start(GracefulStop::stop));
        }
    }

    private static void stop() {
        if (!STOPPING.compareAndSet(false, true)) {
            return;
        }
        LOG.info("🌅 The sun rises: closing the room");
        if (Arc.container() != null && Arc.container().isRunning()) {
            CompletableFuture<Void> told =
                    Arc.container().instance(Readers.class).get().closeAll();
            Arc.container().instance(InFlight.class).get().endWithin(PATIENCE);
            told.completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
        }
        Quarkus.asyncExit(0);
    }
}
