package org.monstermash.benchmarks;

import java.net.URI;

/** A server with a room that a crowd reads. */
interface FanoutServer extends AutoCloseable {

    /** What it is called in the report. */
    String name();

    long pid();

    /** Where its readers connect. */
    URI readers();

    /**
     * Hands it events for everybody, one of each of so many replies in the making; does not wait. Each event holds {@link
     * #COUNTED} once.
     */
    void tell(String text, int replies);

    @Override
    void close();

    /** Stands once in each event that counts. */
    String COUNTED = "\"reply_delta\"";
}
