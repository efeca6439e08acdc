package org.monstermash.gateway.door;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Reads a request's body whole before anybody works on it, and no more than {@link #MAX_BYTES} of it, whatever its
 * length claims to be. What is too big is refused at once; what still comes is thrown away, so that the client gets to
 * read the answer, up to {@link #MAX_IGNORED}: then the connection is closed.
 */
public final class BodyLimit {
    /** The longest message allowed, in the most wasteful JSON, and room to spare. */
    static final int MAX_BYTES = 64 * 1024;

    private static final long MAX_IGNORED = 32L * 1024 * 1024;
    private static final Refusal TOO_BIG = Refusal.of(413, "The body is longer than " + MAX_BYTES + " bytes.");

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final Buffer body = Buffer.buffer();
    private long seen;
    private boolean refused;

    private BodyLimit(RoutingContext context) {
        this.context = context;
        this.request = context.request();
    }

    /** What was read of the request's body; empty where there was none. */
    public static byte[] bodyOf(RoutingContext context) {
        Buffer body = context.body().buffer();
        return body == null ? new byte[0] : body.getBytes();
    }

    static void read(RoutingContext context) {
        new BodyLimit(context).read();
    }

    private void read() {
        boolean waits = "100-continue".equalsIgnoreCase(request.getHeader("Expect"));
        if (declaredLength() > MAX_BYTES) {
            if (waits) {
                // what was never asked for will not come, and the connection is of no use without it
                context.addEndHandler(answered -> request.connection().close());
            }
            refuse();
        } else if (waits) {
            context.response().writeContinue();
        }
        request.handler(this::more);
        request.endHandler(end -> {
            if (!refused) {
                context.setBody(body);
                context.next();
            }
        });
        request.resume();
    }

    private void more(Buffer chunk) {
        seen += chunk.length();
        if (!refused && seen <= MAX_BYTES) {
            body.appendBuffer(chunk);
        } else if (!refused) {
            refuse();
        } else if (seen > MAX_IGNORED) {
            request.connection().close();
        }
    }

    private void refuse() {
        refused = true;
        TOO_BIG.send(context.response());
    }

    private long declaredLength() {
        try {
            String length = request.getHeader("Content-Length");
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
