package org.monstermash.models.provider;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How a model is asked.
 *
 * @param maxOutputTokens of one answer; 0 = the provider's own limit
 * @param stream whether the answer comes token by token; without, it comes whole and as one part
 * @param connectTimeout longest wait for a connection
 * @param firstTokenTimeout longest wait from the request to the first token
 * @param idleTimeout longest wait for each further token; a keep-alive is no token
 */
public record ModelOptions(
        int maxOutputTokens,
        OptionalDouble temperature,
        OptionalLong seed,
        boolean stream,
        Duration connectTimeout,
        Duration firstTokenTimeout,
        Duration idleTimeout) {
    public ModelOptions {
        Objects.requireNonNull(temperature, "temperature");
        Objects.requireNonNull(seed, "seed");
        Objects.requireNonNull(connectTimeout, "connectTimeout");
        Objects.requireNonNull(firstTokenTimeout, "firstTokenTimeout");
        Objects.requireNonNull(idleTimeout, "idleTimeout");
    }
}
