package org.monstermash.gateway.transcript;

import java.util.function.Consumer;
import org.monstermash.bus.event.Message;

/** A form a room can be kept in. Written message by message, so that a room of any length costs no memory. */
public interface Transcript {

    /** Of the file. */
    String contentType();

    /** What is sent beside it; empty where the file is no page. */
    String contentSecurityPolicy();

    /**
     * Begins one file.
     *
     * @param out takes the text piece by piece
     */
    Pages begin(String room, Consumer<String> out);

    /** One file being written. */
    interface Pages {
        void add(Message message);

        void end();
    }
}
