package org.monstermash.gateway.live;

import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;

/** {@code /stream}: the messages of a room, whole, as the first generation's page reads them. What a client sends is ignored. */
@WebSocket(path = "/stream")
@Singleton
public class StreamSocket {
    private final Readers readers;

    StreamSocket(Readers readers) {
        this.readers = readers;
    }

    @OnOpen
    @NonBlocking
    void opened(WebSocketConnection connection) {
        readers.opened(connection, Wire.STREAM);
    }

    @OnPongMessage
    @NonBlocking
    void pong(WebSocketConnection connection, Buffer data) {
        readers.pong(connection);
    }

    @OnClose
    @NonBlocking
    void closed(WebSocketConnection connection) {
        readers.closed(connection);
    }

    @OnError
    @NonBlocking
    void failed(Throwable error, WebSocketConnection connection) {
        readers.failed(error, connection);
    }
}
