package org.monstermash.bus;

/** The bus could not do it now; trying again later is safe. */
public class BusUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BusUnavailable(String message) {
        super(message);
    }

    public BusUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
