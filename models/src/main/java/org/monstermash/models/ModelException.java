package org.monstermash.models;

/** A model that could not answer. The message names the model and the cause, never a key or a prompt. */
public class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
