package org.monstermash.gateway.live;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/**
 * How a socket is closed: politely, and where that does not help, hard. A peer that does not read would hold a polite
 * close for ever.
 */
final class Goodbye {
    static final long PATIENCE_MILLIS = 3_000;

    void say(Socket socket, EventLoop loop, int code, String reason) {
        socket.close(code, reason);
        loop.schedule(socket::cut, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }
}
