package org.monstermash.gateway.link;

/** The way out to one worker. Threads: any; nothing blocks. */
interface Outlet {
    void send(String frame);

    /** Says goodbye, and cuts the line where that is not heard. */
    void close(int code, String reason);
}
