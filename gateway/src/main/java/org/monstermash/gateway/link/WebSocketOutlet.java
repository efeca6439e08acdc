package org.monstermash.gateway.link;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.TimeUnit;

/** The way out over a WebSocket. */
final class WebSocketOutlet implements Outlet {
    private static final long GOODBYE_SECONDS = 3;

    private final WebSocketConnection connection;
    private final Channel channel;

    WebSocketOutlet(WebSocketConnection connection, Channel channel) {
        this.connection = connection;
        this.channel = channel;
    }

    @Override
    public void send(String frame) {
        connection.sendText(frame).subscribe().with(sent -> {}, gone -> {});
    }

    void ping() {
        connection.sendPing(Buffer.buffer()).subscribe().with(sent -> {}, gone -> {});
    }

    @Override
    public void close(int code, String reason) {
        connection.close(new CloseReason(code, reason)).subscribe().with(closed -> {}, gone -> {});
        channel.eventLoop().schedule(this::cut, GOODBYE_SECONDS, TimeUnit.SECONDS);
    }

    /** Ends the connection whatever the peer does: a peer that is gone would hold a polite close for ever. */
    void cut() {
        channel.eventLoop().execute(() -> {
            if (channel.isOpen()) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
                channel.unsafe().close(channel.voidPromise());
            }
        });
    }
}
