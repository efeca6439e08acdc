package org.monstermash.gateway.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Something to tell the readers of a room, encoded once for all of them, to the last byte: nobody changes an array.
 *
 * @param about the id of the message or reply it is about, or empty
 * @param seq of a message; 0 for everything else
 * @param live its JSON on {@code /live}, in UTF-8
 * @param stream its JSON on {@code /stream}; null where the first generation's readers are told nothing
 */
record Told(Kind kind, String about, long seq, byte[] live, byte[] stream) {

    static Told of(Kind kind, String about, long seq, String live) {
        return new Told(kind, about, seq, live.getBytes(UTF_8), null);
    }

    static Told message(String id, long seq, String live, String stream) {
        return new Told(Kind.MESSAGE, id, seq, live.getBytes(UTF_8), stream.getBytes(UTF_8));
    }

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

    /** A record's own equality would compare arrays by identity. */
    boolean saysTheSameAs(Told other) {
        return Arrays.equals(live, other.live);
    }

    int bytes() {
        return live.length;
    }

    /** Of both forms together. */
    int heldBytes() {
        return live.length + (stream == null ? 0 : stream.length);
    }

    boolean droppable() {
        return kind == Kind.REPLY_DELTA || kind == Kind.DECISION;
    }
}
