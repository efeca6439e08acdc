package org.monstermash.gateway.door;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * Why a request is turned away.
 *
 * @param detail one sentence for people
 */
public record Refusal(int status, String detail, Map<String, String> headers) {

    public static Refusal of(int status, String detail) {
        return new Refusal(status, detail, Map.of());
    }

    /** The body every error has. */
    public String json() {
        return new JsonObject().put("detail", detail).encode();
    }

    void send(HttpServerResponse response) {
        if (!response.ended() && !response.headWritten()) {
            headers.forEach(response::putHeader);
            response.setStatusCode(status)
                    .putHeader("Content-Type", "application/json")
                    .end(json());
        }
    }
}
