package org.monstermash.models.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** An answer as one event after the other. */
interface Events {

    /** The next event; waits for it, until the body's deadline. */
    Event next() throws IOException;

    /** What comes out of a body. */
    sealed interface Event {

        /** @param type the event's name, or empty */
        record Json(String type, JsonNode json) implements Event {}

        /** The server says in words that this is all. */
        record Done() implements Event {}

        /** The body is over. */
        record End() implements Event {}
    }
}
