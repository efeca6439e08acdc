package org.monstermash.gateway.door;

import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/** How a frame or a message over {@code quarkus.websockets-next.server.max-message-size} is recognised. */
public final class FrameLimit {
    /** The close code for it (RFC 6455, 7.4.1). */
    public static final int TOO_BIG = 1009;

    private FrameLimit() {}

    /** Vert.x has no type for a message that grows too long in fragments, only words. */
    public static boolean isExceeded(Throwable error) {
        return error instanceof CorruptedWebSocketFrameException corrupted
                        && corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)
                || error instanceof IllegalStateException grown
                        && String.valueOf(grown.getMessage()).contains("max message size");
    }
}
