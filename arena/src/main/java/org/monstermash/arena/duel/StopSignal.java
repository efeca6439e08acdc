package org.monstermash.arena.duel;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.monstermash.arena.turn.End;
import org.monstermash.models.ReplyStream;

/** Ends a duel from outside: the answer on its way is closed, a pause is over at once. The first reason stays. Any thread. */
final class StopSignal {
    private final CompletableFuture<End.Reason> asked = new CompletableFuture<>();
    private ReplyStream current;

    void stop(End.Reason reason) {
        asked.complete(reason);
        ReplyStream running;
        synchronized (this) {
            running = current;
        }
        if (running != null) {
            running.close();
        }
    }

    Optional<Ending> asked() {
        return Optional.ofNullable(asked.getNow(null)).map(reason -> new Ending(reason, text(reason)));
    }

    CompletableFuture<End.Reason> whenAsked() {
        return asked;
    }

    /** From now on a stop closes this. */
    void running(ReplyStream stream) {
        synchronized (this) {
            current = stream;
        }
        if (stream != null && asked.isDone()) {
            stream.close();
        }
    }

    private static String text(End.Reason reason) {
        return reason == End.Reason.STOPPED ? "stopped from the room" : "interrupted";
    }
}
