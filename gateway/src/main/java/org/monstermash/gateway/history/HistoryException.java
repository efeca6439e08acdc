package org.monstermash.gateway.history;

/** The history cannot be opened. The message is one line for people: which folder, what is wrong, what to do. */
public final class HistoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HistoryException(String message) {
        super(message);
    }

    public HistoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
