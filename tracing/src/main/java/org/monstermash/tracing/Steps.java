package org.monstermash.tracing;

/** Where steps go. Any thread; never blocks, never fails. */
public interface Steps extends AutoCloseable {

    void took(Step step);

    /** Sends what waits, for a second at most. Idempotent. */
    @Override
    void close();
}
