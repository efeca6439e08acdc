package org.monstermash.models.provider;

import java.time.Duration;
import org.monstermash.models.ModelException.Failure;

/** One try that gave no answer. */
final class TryFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final Failure failure;
    private final Again again;
    private final Duration wait;

    /** Whether another try makes sense. */
    enum Again {
        NO,
        /** After a pause, within the number of tries. */
        LATER,
        /** The request is another one now: at once, and it does not count. */
        CHANGED
    }

    /** @param wait how long the server asks to wait; zero when it does not say */
    TryFailed(Failure failure, String message, Again again, Duration wait, Throwable cause) {
        super(message, cause);
        this.failure = failure;
        this.again = again;
        this.wait = wait;
    }

    TryFailed(Failure failure, String message, Again again, Throwable cause) {
        this(failure, message, again, Duration.ZERO, cause);
    }

    Failure failure() {
        return failure;
    }

    Again again() {
        return again;
    }

    Duration pause() {
        return wait;
    }
}
