package org.monstermash.gateway.live;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.buffer.Buffer;
import java.util.function.IntConsumer;

/** A {@link Socket} over a WebSocket of the server. */
final class WebSocketWire implements Socket {
    private final WebSocketConnection connection;
    private final Channel channel;
    private final ChannelHandlerContext encoder;

    /** @param channel under the connection: the cheap way to send, and the only way to end it without the peer's help */
    WebSocketWire(WebSocketConnection connection, Channel channel) {
        this.connection = connection;
        this.channel = channel;
        this.encoder = channel.pipeline().context(WebSocketFrameEncoder.class);
    }

    @Override
    public void send(byte[] frame, IntConsumer sent) {
        // Past the API, which captures the caller's context and makes four futures for each frame, and past the
        // handlers
        // that look for files, idleness and HTTP in it. What the API sends takes the same way out: the order stays.
        ChannelFuture leaving = encoder.writeAndFlush(TextFrame.of(frame, channel.alloc()));
        if (leaving.isSuccess()) {
            sent.accept(frame.length);
        } else {
            leaving.addListener(left -> {
                if (left.isSuccess()) {
                    sent.accept(frame.length);
                }
            });
        }
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
