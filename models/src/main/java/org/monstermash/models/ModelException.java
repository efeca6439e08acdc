package org.monstermash.models;

import java.util.Objects;

/** A model that could not answer. The message names the model and the cause, never a key or a prompt. */
public class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Failure failure;

    public ModelException(Failure failure, String message) {
        this(failure, message, null);
    }

    public ModelException(Failure failure, String message, Throwable cause) {
        super(message, cause);
        this.failure = Objects.requireNonNull(failure, "failure");
    }

    public Failure failure() {
        return failure;
    }

    /** What went wrong; in lower case, the {@code error.type} of metrics. */
    public enum Failure {
        /** No connection within the limit, or none at all. */
        UNREACHABLE,
        /** The provider knows no such key (401, 403). */
        UNAUTHORIZED,
        /** Too many requests or no quota (429), also after the tries that are made. */
        RATE_LIMITED,
        /** The provider refuses this request (other 4xx). */
        REFUSED,
        /** The provider is at fault (5xx, or an error inside a stream). */
        PROVIDER_ERROR,
        /** Nothing came within the limit for the first or the next token. */
        TIMEOUT,
        /** The answer broke off before its end. */
        CUT,
        /** What came is no answer in the provider's protocol, or exceeds every bound. */
        GARBAGE,
        /** The caller's {@link org.monstermash.models.provider.RequestGate} allowed no request. */
        BUDGET_SPENT
    }
}
