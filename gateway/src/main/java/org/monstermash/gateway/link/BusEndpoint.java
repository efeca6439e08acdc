package org.monstermash.gateway.link;

import io.netty.channel.Channel;
import io.quarkus.websockets.next.InboundProcessingMode;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.monstermash.bus.link.Frame;
import org.monstermash.gateway.door.FrameLimit;

/** {@code /bus}: one {@link LinkSession} per connection, its frames one after the other. */
@WebSocket(path = "/bus", inboundProcessingMode = InboundProcessingMode.SERIAL)
public class BusEndpoint {
    private static final int UNEXPECTED = 1011;
    private static final TypedKey<WebSocketOutlet> OUTLET = new TypedKey<>("bus-outlet");
    private static final TypedKey<LinkSession> SESSION = new TypedKey<>("bus-session");
    private static final TypedKey<LinkPulse> PULSE = new TypedKey<>("bus-pulse");
    private static final Logger LOG = Logger.getLogger(BusEndpoint.class);

    private final LinkServer server;

    BusEndpoint(LinkServer server) {
        this.server = server;
    }

    /** On the event loop, before any frame. */
    @OnOpen
    @NonBlocking
    void open(WebSocketConnection connection) {
        Channel channel = connection.userData().get(BusDoor.CHANNEL);
        WebSocketOutlet outlet = new WebSocketOutlet(connection, channel);
        LinkSession session = server.open(outlet);
        connection.userData().put(OUTLET, outlet);
        connection.userData().put(SESSION, session);
        connection.userData().put(PULSE, LinkPulse.start(channel.eventLoop(), outlet::ping, () -> {
            session.closed();
            outlet.cut();
        }));
    }

    @OnTextMessage
    @RunOnVirtualThread
    void frame(String text, WebSocketConnection connection) {
        connection.userData().get(SESSION).received(text);
    }

    @OnPongMessage
    @NonBlocking
    void pong(Buffer data, WebSocketConnection connection) {
        connection.userData().get(PULSE).pong();
    }

    @OnClose
    @RunOnVirtualThread
    void close(WebSocketConnection connection) {
        connection.userData().get(PULSE).stop();
        connection.userData().get(SESSION).closed();
    }

    /** A frame that is too long, or a fault of this program: either way the worker begins anew. */
    @OnError
    @NonBlocking
    void failed(Throwable error, WebSocketConnection connection) {
        WebSocketOutlet outlet = connection.userData().get(OUTLET);
        if (error instanceof HttpClosedException || error instanceof IOException) {
            LOG.debugf("a link has ended: %s", error.getMessage());
        } else if (FrameLimit.isExceeded(error)) {
            outlet.close(FrameLimit.TOO_BIG, "a frame is longer than " + Frame.MAX_BYTES + " bytes");
        } else {
            LOG.errorf(error, "a link is closed");
            outlet.close(UNEXPECTED, "unexpected");
        }
    }
}
