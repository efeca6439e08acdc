package org.monstermash.bus;

/** Nothing can be stored because the disk is full; trying again later is safe. */
public class StorageFull extends BusUnavailable {
    private static final long serialVersionUID = 1L;

    public StorageFull(String message, Throwable cause) {
        super(message, cause);
    }
}
