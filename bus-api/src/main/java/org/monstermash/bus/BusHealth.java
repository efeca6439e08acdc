package org.monstermash.bus;

/**
 * Whether a bus can be used.
 *
 * @param why one sentence for people when it cannot; empty when it can
 */
public record BusHealth(boolean ready, String why) {
    public static final BusHealth READY = new BusHealth(true, "");

    public static BusHealth away(String why) {
        return new BusHealth(false, why);
    }
}
