package org.monstermash.bus.contract;

import java.util.Set;
import org.monstermash.bus.ChatBus;

/** How the contract opens, cuts and restarts one kind of bus. A new one for every test, with nothing in it. */
public interface BusFixture extends AutoCloseable {

    /** The bus as a gateway uses it: to take in what people say, and to follow. The same until {@link #restart}. */
    ChatBus gateway();

    /** The bus as one more worker process uses it; where all live in one process, the gateway's. */
    ChatBus worker();

    /** What workers publish cannot be stored until {@link #heal}. */
    void cut();

    void heal();

    /** Everything stops and starts again with what is durable. The buses given out before are dead. */
    void restart();

    /** So many unsettled messages of one room are out at once, at least. */
    int roomWindow();

    /** Where this bus truly differs from the others. */
    Set<Difference> differences();

    default boolean differs(Difference difference) {
        return differences().contains(difference);
    }

    @Override
    void close();

    /** A true difference between buses. */
    enum Difference {
        /** A worker has a connection of its own that can break: its seats hear DISCONNECTED while it is cut. */
        WORKERS_ARE_CONNECTED,

        /** A second worker of a persona shares its rooms instead of standing by. */
        ROOMS_ARE_SHARED,

        /** A worker does not know a message's seq, only its order: what it is given grows, but not by one. */
        WORKERS_DO_NOT_COUNT
    }
}
