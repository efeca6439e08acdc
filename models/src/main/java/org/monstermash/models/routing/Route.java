package org.monstermash.models.routing;

import java.util.Objects;
import org.monstermash.models.provider.Endpoint;

/** What a model's name leads to. */
public sealed interface Route {

    /**
     * There it is asked.
     *
     * @param address of the request, for people: without user and query of the base, which may be secrets
     */
    record Found(Endpoint endpoint, String address, Key key) implements Route {
        public Found {
            Objects.requireNonNull(endpoint, "endpoint");
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(key, "key");
        }
    }

    /**
     * Nowhere.
     *
     * @param why one line: the name, what is wrong with it, and how it is written
     */
    record Problem(String why) implements Route {}

    /** The key a request shows. */
    enum Key {
        PRESENT("present"),
        /** The provider answers nobody without one. */
        MISSING("missing"),
        NOT_NEEDED("not needed");

        private final String words;

        Key(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }
}
