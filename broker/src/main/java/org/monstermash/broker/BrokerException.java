package org.monstermash.broker;

/** The broker could not be started; the message names port, folder and reason. */
public final class BrokerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokerException(String message, Throwable cause) {
        super(message, cause);
    }
}
