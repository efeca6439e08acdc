package org.monstermash.models.stub;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/** What an answer's body does next. */
public sealed interface Step {

    /** Sends these bytes at once. */
    record Send(byte[] bytes) implements Step {}

    /** Waits this long. */
    record Wait(Duration duration) implements Step {}

    /** Waits until the test allows one more. */
    record Await(Semaphore allowed) implements Step {}

    /** Says nothing more and keeps the connection, until the client or the server goes. */
    record Hang() implements Step {}

    /** Closes the connection in the middle of the body. */
    record Cut() implements Step {}
}
