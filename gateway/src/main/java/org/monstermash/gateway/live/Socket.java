package org.monstermash.gateway.live;

import java.util.function.IntConsumer;

/** A reader's end of the wire. Used on its event loop only. */
interface Socket {

    /**
     * @param frame in UTF-8, shared with others: not to be changed
     * @param sent told the frame's bytes when they have left this process, on the event loop and perhaps at once; or
     *     never when the socket is gone
     */
    void send(byte[] frame, IntConsumer sent);

    void ping();

    /** Says goodbye; the peer may take its time to answer. */
    void close(int code, String reason);

    /** Ends the connection at once, whatever the peer does. */
    void cut();
}
