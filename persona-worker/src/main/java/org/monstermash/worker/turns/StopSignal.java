package org.monstermash.worker.turns;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Asks for an answer to end before its end. The first reason counts. Any thread may use it. */
final class StopSignal {

    /** Why an answer ends early. */
    enum Why {
        STOPPED,
        MUTED,
        /** The persona leaves: nothing is settled, and the answer is made by whoever has the seat next. */
        ABANDONED;

        String reason() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final CompletableFuture<Why> asked = new CompletableFuture<>();

    void ask(Why why) {
        asked.complete(why);
    }

    Optional<Why> why() {
        return Optional.ofNullable(asked.getNow(null));
    }

    /** Completes when asked; a pause ends then. */
    CompletableFuture<Why> asked() {
        return asked;
    }

    /** Runs an action once asked, at once where that has happened. The action must not block. */
    void whenAsked(Runnable action) {
        asked.thenRun(action);
    }
}
