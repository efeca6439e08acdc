package org.monstermash.models.provider;

import java.io.IOException;

/** What came is no answer in the protocol, or exceeds a bound. */
final class Garbage extends IOException {
    private static final long serialVersionUID = 1L;

    Garbage(String message) {
        super(message);
    }
}
