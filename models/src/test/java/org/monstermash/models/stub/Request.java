package org.monstermash.models.stub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One request as it came.
 *
 * @param path without the query
 * @param query without the question mark; empty when there is none
 * @param headers by name in lower case
 * @param cameAt {@link System#nanoTime} when the request was read whole
 * @param sent bytes of the answer until now
 * @param over completes when the server has no more to say on this connection or the client went away
 * @param clientGone completes with {@link System#nanoTime} when the client closed its connection
 */
public record Request(
        String method,
        String path,
        String query,
        Map<String, String> headers,
        String body,
        long cameAt,
        AtomicLong sent,
        CompletableFuture<Void> over,
        CompletableFuture<Long> clientGone) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The body as JSON. */
    public JsonNode json() {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("the request's body is no JSON: " + body, e);
        }
    }
}
