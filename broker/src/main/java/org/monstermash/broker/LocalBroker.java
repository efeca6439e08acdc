package org.monstermash.broker;

/** A Kafka broker in one process. */
public final class LocalBroker {
    private LocalBroker() {}
}
