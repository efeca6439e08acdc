package org.monstermash.gateway.watch;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.monstermash.bus.BusHealth;
import org.monstermash.bus.ChatBus;

/** Ready when messages can be stored and shown; says why when not. */
@Readiness
@Singleton
public final class BusReadiness implements HealthCheck {
    private final ChatBus bus;

    BusReadiness(ChatBus bus) {
        this.bus = bus;
    }

    @Override
    public HealthCheckResponse call() {
        BusHealth health = bus.health();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("bus").status(health.ready());
        return health.ready()
                ? answer.build()
                : answer.withData("why", health.why()).build();
    }
}
