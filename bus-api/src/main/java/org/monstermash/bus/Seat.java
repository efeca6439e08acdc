package org.monstermash.bus;

/** A persona's place on the bus. Closing it lets somebody else take it; unfinished replies are then abandoned. */
public interface Seat extends AutoCloseable {
    @Override
    void close();
}
