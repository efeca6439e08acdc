package org.monstermash.models.provider;

import java.io.IOException;
import java.util.Map;

/** One request and its answer, as bytes. One thread reads it; any thread may close it, in any phase. */
interface Exchange extends AutoCloseable {

    /** Waits for status and headers. */
    Head head(Deadline deadline) throws IOException, InterruptedException;

    /**
     * The next bytes as they came; none at the end.
     *
     * @throws Unreachable when there is no connection
     * @throws Overdue when the deadline passes
     * @throws IOException when the connection breaks off
     * @throws java.util.concurrent.CancellationException when it was closed
     */
    byte[] read(Deadline deadline) throws IOException, InterruptedException;

    /** Ends the exchange and its connection. Idempotent, does not block. */
    @Override
    void close();

    /** @param headers names in lower case; of a repeated header the first */
    record Head(int status, Map<String, String> headers) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** There is no connection. */
    final class Unreachable extends IOException {
        private static final long serialVersionUID = 1L;

        Unreachable(Throwable cause) {
            super(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(), cause);
        }
    }

    /** The deadline passed. */
    final class Overdue extends IOException {
        private static final long serialVersionUID = 1L;

        Overdue() {
            super("nothing came in time");
        }
    }
}
