package org.monstermash.gateway.watch;

import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.monstermash.bus.event.Message;
import org.monstermash.tracing.Tracing;

/** Tells of each request that brought a message, from its first byte to its answer. Does nothing without a collector. */
public final class PostTrace {
    private static final String STORED = PostTrace.class.getName();

    private final Optional<Tracing> tracing;
    private final Clock clock;

    public PostTrace(Optional<Tracing> tracing, Clock clock) {
        this.tracing = tracing;
        this.clock = clock;
    }

    /** Whoever answers a request says which message it brought. */
    public static void brought(RoutingContext request, Message message) {
        request.put(STORED, message);
    }

    /** A filter, before everything that takes time. */
    public void follow(RoutingContext request) {
        tracing.ifPresent(to -> {
            Instant begun = clock.instant();
            request.addEndHandler(ended -> {
                Message message = request.get(STORED);
                if (message != null) {
                    to.posted(
                            message.id(),
                            message.room(),
                            route(request),
                            request.response().getStatusCode(),
                            begun);
                }
            });
        });
        request.next();
    }

    private static String route(RoutingContext request) {
        return request.request().path().equals("/send") ? "/send" : "/api/rooms/{room}/messages";
    }
}
