package org.monstermash.gateway.http;

import org.monstermash.gateway.door.Refusal;

/** A request that cannot be done as it was asked. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    Refused(int status, String detail) {
        super(detail, null, false, false);
        this.refusal = Refusal.of(status, detail);
    }

    Refusal refusal() {
        return refusal;
    }
}
