package org.monstermash.worker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.monstermash.bus.event.EventJson;
import org.monstermash.settings.Settings;

/** Asks a gateway which bus it is on: its readiness says so, whether it is ready or not. */
final class GatewayBackend {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final URI health;

    GatewayBackend(URI gateway) {
        this.health = URI.create(gateway.toString().replaceAll("/+$", "") + "/q/health/ready");
    }

    /** Blocks for {@link #LIMIT} at most; empty where nobody answers, or not plainly. */
    Optional<Settings.Backend> ask() {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            String body = client.send(
                            HttpRequest.newBuilder(health).timeout(LIMIT).build(), BodyHandlers.ofString())
                    .body();
            for (JsonNode check : EventJson.MAPPER.readTree(body).path("checks")) {
                if (check.path("name").asText().equals("bus")) {
                    return backend(check.path("data").path("backend").asText());
                }
            }
            return Optional.empty();
        } catch (IOException nobodyThere) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<Settings.Backend> backend(String name) {
        return switch (name) {
            case "kafka" -> Optional.of(Settings.Backend.KAFKA);
            case "in-memory" -> Optional.of(Settings.Backend.IN_MEMORY);
            default -> Optional.empty();
        };
    }
}
