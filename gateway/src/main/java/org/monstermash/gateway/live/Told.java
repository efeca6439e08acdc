package org.monstermash.gateway.live;

import io.netty.buffer.ByteBufUtil;

/**
 * Something to tell the readers of a room, encoded once for all of them.
 *
 * @param about the id of the message or reply it is about, or empty
 * @param seq of a message; 0 for everything else
 * @param live its JSON on {@code /live}
 * @param stream its JSON on {@code /stream}; null where the first generation's readers are told nothing
 */
record Told(Kind kind, String about, long seq, String live, String stream) {

    /** What it is, as far as the way to the socket must know. */
    enum Kind {
        /** Hello, reset, presence, notices: cannot be left out. */
        STATE,
        MESSAGE,
        REPLY_STARTED,
        /** May be dropped: the final message replaces it. */
        REPLY_DELTA,
        REPLY_ENDED,
        /** Only for readers that asked why. */
        DECISION
    }

    /** In UTF-8. */
    int bytes() {
        return ByteBufUtil.utf8Bytes(live);
    }

    boolean droppable() {
        return kind == Kind.REPLY_DELTA || kind == Kind.DECISION;
    }
}
