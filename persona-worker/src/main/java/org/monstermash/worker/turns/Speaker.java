package org.monstermash.worker.turns;

import java.util.Optional;
import org.monstermash.models.ReplyStream;

/** One of those who may answer on one occasion. Asked at most once, by one thread. */
public interface Speaker {

    /** As in {@link org.monstermash.bus.event.Message#model()}. */
    String model();

    /** What keeps it from being asked just now. */
    Optional<Obstacle> obstacle();

    /** Begins the answer: only words of the persona itself. As {@link org.monstermash.models.Model#reply}. */
    ReplyStream speak();

    /** Why somebody is not asked. */
    sealed interface Obstacle {

        /** The next in the chain is asked. */
        record Passed(String why) implements Obstacle {}

        /** Nobody is asked any more: the persona is silent, with this reason. */
        record Silent(String reason) implements Obstacle {}
    }
}
