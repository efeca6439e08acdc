package org.monstermash.gateway.door;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.monstermash.bus.event.RoomName;

/**
 * Asked of every request and every handshake, in this order: does it come from a page that may, does it know the
 * password, does it name a room that can be, does it come too fast, is its body small enough.
 */
public final class Door {
    /** Where a browser enters the password. */
    public static final String LOGIN = "/login";

    private static final Set<String> SOCKETS = Set.of("/stream", "/live");
    private static final Set<HttpMethod> CHANGES = Set.of(HttpMethod.POST, HttpMethod.PUT);
    private static final Refusal FOREIGN =
            Refusal.of(403, "This origin may not use the gateway; ALLOWED_ORIGINS lists those that may.");
    private static final Refusal BAD_ROOM =
            Refusal.of(400, "A room's name is 1 to 64 of a-z, 0-9, _ and -, and begins with a letter or digit.");
    private static final Refusal NO_WORKER =
            Refusal.of(401, "Workers show the token of this gateway: Authorization: Bearer, then the token.");
    private static final String WORKERS = "/bus";
    private static final String NEEDS_PASSWORD = "The room has a password: enter it, or send it with HTTP Basic.";

    private final Origins origins;
    private final Optional<RoomKey> key;
    private final PostRate rate;
    private final Predicate<String> mayWork;

    /** @param mayWork whether this header, null where it is missing, shows a worker's token */
    public Door(Origins origins, Optional<RoomKey> key, PostRate rate, Predicate<String> mayWork) {
        this.mayWork = mayWork;
        this.origins = origins;
        this.key = key;
        this.rate = rate;
    }

    /** Lets the request pass, or answers it. On the event loop. */
    public void knock(RoutingContext context) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        // as routes are found by, so that no other spelling of a path is let in where the path is not
        String path = context.normalizedPath();
        SafetyHeaders.put(context);
        Origins.From from = origins.from(request);
        if (from == Origins.From.FOREIGN) {
            FOREIGN.send(response);
            return;
        }
        Cors.put(from, request, response);
        if (Cors.isPreflight(from, request)) {
            response.setStatusCode(204).end();
        } else if (!mayEnter(path, request, from)) {
            refuseEntry(request, response);
        } else if (path.equals(WORKERS) && !mayWork.test(request.getHeader("Authorization"))) {
            NO_WORKER.send(response);
        } else if (SOCKETS.contains(path) && !namesARoom(request)) {
            BAD_ROOM.send(response);
        } else {
            takeBody(context);
        }
    }

    private void takeBody(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (CHANGES.contains(request.method())) {
            Optional<Long> wait = rate.secondsToWait(ClientAddress.of(request));
            if (wait.isPresent()) {
                tooFast(wait.get()).send(context.response());
                return;
            }
        }
        if (hasBody(request)) {
            BodyLimit.read(context);
        } else {
            context.next();
        }
    }

    private static Refusal tooFast(long seconds) {
        return new Refusal(
                429, "Too fast: try again in " + seconds + " s.", Map.of("Retry-After", Long.toString(seconds)));
    }

    private boolean mayEnter(String path, HttpServerRequest request, Origins.From from) {
        return key.isEmpty() || isOpenToAll(path) || key.get().isShownBy(request, from != Origins.From.ANYWHERE);
    }

    /** Workers show a token of their own; whoever watches over the process sees no word of what is said. */
    private static boolean isOpenToAll(String path) {
        return path.equals(LOGIN)
                || path.equals(WORKERS)
                || path.equals("/q/health")
                || path.startsWith("/q/health/")
                || path.equals("/q/metrics")
                || path.startsWith("/static/");
    }

    private static void refuseEntry(HttpServerRequest request, HttpServerResponse response) {
        String accept = request.getHeader("Accept");
        if (request.method() == HttpMethod.GET && accept != null && accept.contains("text/html")) {
            response.setStatusCode(303).putHeader("Location", LOGIN).end();
            return;
        }
        // a browser would open its own dialog over the page and keep what is entered there: only programs are asked
        boolean browser = request.getHeader("Sec-Fetch-Mode") != null;
        Map<String, String> ask =
                browser ? Map.of() : Map.of("WWW-Authenticate", "Basic realm=\"Monster Mash\", charset=\"UTF-8\"");
        new Refusal(401, NEEDS_PASSWORD, ask).send(response);
    }

    private static boolean namesARoom(HttpServerRequest request) {
        String room = request.getParam("room");
        return room == null || RoomName.isValid(room);
    }

    private static boolean hasBody(HttpServerRequest request) {
        return request.getHeader("Transfer-Encoding") != null
                || (request.getHeader("Content-Length") != null && !"0".equals(request.getHeader("Content-Length")))
                || CHANGES.contains(request.method());
    }
}
