package org.monstermash.models;

/** Something that answers a prompt: a provider's model behind a connection, or the script. Any thread may use it. */
public interface Model {

    /** {@code provider/model}, or {@code scripted}. */
    String name();

    /**
     * Begins an answer and returns at once. The caller closes the result, on every path.
     *
     * <p>Errors do not come from here but from the stream, as {@link ModelException}.
     */
    ReplyStream reply(Prompt prompt);
}
