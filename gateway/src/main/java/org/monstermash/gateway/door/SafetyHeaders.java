package org.monstermash.gateway.door;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** What every answer tells a browser not to do. */
final class SafetyHeaders {
    /** Nothing inline, nothing external, nobody may frame it. */
    private static final String STRICT =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
                    + "frame-ancestors 'none'";

    /** Swagger UI starts itself with an inline script and styles itself as it goes; it shows no word of the rooms. */
    private static final String SWAGGER = "default-src 'none'; script-src 'self' 'unsafe-inline'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'";

    private SafetyHeaders() {}

    /** Put when the answer begins, so that a page that knows better may bring a policy of its own. */
    static void put(RoutingContext context) {
        context.addHeadersEndHandler(begins -> put(context.request().path(), context.response()));
    }

    private static void put(String path, HttpServerResponse response) {
        if (!response.headers().contains("Content-Security-Policy")) {
            boolean swagger = path != null && (path.equals("/docs") || path.startsWith("/docs/"));
            response.putHeader("Content-Security-Policy", swagger ? SWAGGER : STRICT);
        }
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader("X-Frame-Options", "DENY");
        // not "no-referrer": with that, browsers send "Origin: null" with a form, which is foreign
        response.putHeader("Referrer-Policy", "same-origin");
        response.putHeader("Cross-Origin-Opener-Policy", "same-origin");
    }
}
