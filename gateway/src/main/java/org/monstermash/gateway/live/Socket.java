package org.monstermash.gateway.live;

/** A reader's end of the wire. Used on its event loop only. */
interface Socket {

    /**
     * @param frame in UTF-8, shared with others: not to be changed
     * @param done called on the event loop when the frame has left this process, or never when the socket is gone
     */
    void send(byte[] frame, Runnable done);

    void ping();

    /** Says goodbye; the peer may take its time to answer. */
    void close(int code, String reason);

    /** Ends the connection at once, whatever the peer does. */
    void cut();
}
