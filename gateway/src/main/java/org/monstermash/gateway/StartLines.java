package org.monstermash.gateway;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jboss.logging.Logger;
import org.monstermash.gateway.bus.BusChoice;
import org.monstermash.settings.Settings;

/** What a start tells whoever reads the log: where the room is, how the personas speak, and what is risky. */
@Singleton
final class StartLines {
    private static final Logger LOG = Logger.getLogger(StartLines.class);

    void started(@Observes @Priority(Integer.MAX_VALUE) StartupEvent event, Settings settings, BusChoice choice) {
        Settings.Gateway gateway = settings.gateway();
        LOG.infof("🎃 The room is open: http://%s:%d", shownHost(gateway.host()), gateway.port());
        LOG.info(
                settings.demoMode()
                        ? "🎭 Demo mode: the personas speak their script, no model is asked"
                        : "🧠 LLM mode: each persona says in its own log what speaks for it");
        switch (choice) {
            case BusChoice.InMemory memory -> LOG.debug("in-memory bus");
            case BusChoice.Fallback fallback -> LOG.warnf("🕯️ %s", fallback.why());
            case BusChoice.Kafka kafka ->
                LOG.infof(
                        "🪶 Kafka carries the room: %s, topic %s",
                        String.join(",", kafka.settings().brokers()),
                        kafka.settings().topic());
        }
        if (gateway.roomPassword().isEmpty() && !isLoopback(gateway.host())) {
            LOG.warnf(
                    "GATEWAY_HOST=%s: everybody who reaches this machine may read and write; ROOM_PASSWORD would ask"
                            + " for a password",
                    gateway.host());
        }
    }

    private static String shownHost(String host) {
        return host.equals("0.0.0.0") || host.equals("::") || isLoopback(host) ? "localhost" : host;
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
