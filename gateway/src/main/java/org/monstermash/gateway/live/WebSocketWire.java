package org.monstermash.gateway.live;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.buffer.Buffer;

/** A {@link Socket} over a WebSocket of the server. */
final class WebSocketWire implements Socket {
    private final WebSocketConnection connection;
    private final Channel channel;

    /** @param channel under the connection: the cheap way to send, and the only way to end it without the peer's help */
    WebSocketWire(WebSocketConnection connection, Channel channel) {
        this.connection = connection;
        this.channel = channel;
    }

    @Override
    public void send(byte[] frame, Runnable done) {
        // Past the API, which captures the caller's context and makes four futures for each frame: a third of a
        // delivery's
        // price. On the event loop the channel keeps the order with what goes through the API.
        channel.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(frame)))
                .addListener(sent -> {
                    if (sent.isSuccess()) {
                        done.run();
                    }
                });
    }

    @Override
    public void ping() {
        connection.sendPing(Buffer.buffer()).subscribe().with(sent -> {}, failed -> {});
    }

    @Override
    public void close(int code, String reason) {
        connection.close(new CloseReason(code, reason)).subscribe().with(closed -> {}, failed -> {});
    }

    @Override
    public void cut() {
        if (channel.isOpen()) {
            // linger 0: a reset instead of a farewell that waits behind what the peer never read
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.unsafe().close(channel.voidPromise());
        }
    }
}
