package org.monstermash.gateway.live;

/** How a reader is spoken to. */
enum Wire {
    /** {@code /live}: every event, several in a frame when several are due. */
    LIVE {
        @Override
        byte[] text(Told told) {
            return told.live();
        }
    },
    /** {@code /stream}: whole messages, one a frame, nothing else. */
    STREAM {
        @Override
        byte[] text(Told told) {
            return told.stream();
        }
    };

    /** Null where this reader is not told. */
    abstract byte[] text(Told told);
}
