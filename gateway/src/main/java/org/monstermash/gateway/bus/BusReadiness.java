package org.monstermash.gateway.bus;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.monstermash.bus.BusHealth;
import org.monstermash.bus.ChatBus;

/**
 * Ready when messages can be stored and shown; says why when not, and which bus it is: workers that may fall back ask
 * here.
 */
@Readiness
@Singleton
public final class BusReadiness implements HealthCheck {
    private final ChatBus bus;
    private final BusChoice choice;

    BusReadiness(ChatBus bus, BusChoice choice) {
        this.bus = bus;
        this.choice = choice;
    }

    @Override
    public HealthCheckResponse call() {
        BusHealth health = bus.health();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("bus").status(health.ready());
        switch (choice) {
            case BusChoice.InMemory memory -> answer.withData("backend", "in-memory");
            case BusChoice.Kafka kafka -> answer.withData("backend", "kafka");
            case BusChoice.Fallback fallback ->
                answer.withData("backend", "in-memory").withData("fallback", fallback.why());
        }
        return health.ready()
                ? answer.build()
                : answer.withData("why", health.why()).build();
    }
}
