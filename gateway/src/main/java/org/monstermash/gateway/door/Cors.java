package org.monstermash.gateway.door;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Tells a browser that a page of another origin, let in already, may read the answer (WHATWG Fetch, CORS protocol). */
final class Cors {
    private static final String PREFLIGHT_SECONDS = "600";

    private Cors() {}

    static boolean isPreflight(Origins.From from, HttpServerRequest request) {
        return isOtherPage(from)
                && request.method() == HttpMethod.OPTIONS
                && request.getHeader("Access-Control-Request-Method") != null;
    }

    static void put(Origins.From from, HttpServerRequest request, HttpServerResponse response) {
        if (!isOtherPage(from)) {
            return;
        }
        if (from == Origins.From.LISTED) {
            response.putHeader("Access-Control-Allow-Origin", request.getHeader("Origin"));
            response.putHeader("Access-Control-Allow-Credentials", "true");
            response.putHeader("Vary", "Origin");
        } else {
            response.putHeader("Access-Control-Allow-Origin", "*");
        }
        response.putHeader("Access-Control-Expose-Headers", "Retry-After");
        if (isPreflight(from, request)) {
            response.putHeader("Access-Control-Allow-Methods", "GET, POST, PUT");
            response.putHeader("Access-Control-Allow-Headers", "Content-Type, Authorization");
            response.putHeader("Access-Control-Max-Age", PREFLIGHT_SECONDS);
        }
    }

    private static boolean isOtherPage(Origins.From from) {
        return from == Origins.From.LISTED || from == Origins.From.ANYWHERE;
    }
}
