package org.monstermash.gateway.live;

import java.util.ArrayList;
import java.util.List;

/** The readers of one room whose sockets live on one event loop: used there only, but for the count. */
final class Crowd {
    /** Guarded by the fan-out's lock: who joined and did not leave. */
    int members;

    private final List<Reader> readers = new ArrayList<>(1);

    void add(Reader reader) {
        readers.add(reader);
    }

    void remove(Reader reader) {
        readers.remove(reader);
    }

    void tell(Told told) {
        readers.forEach(reader -> reader.tell(told));
    }
}
