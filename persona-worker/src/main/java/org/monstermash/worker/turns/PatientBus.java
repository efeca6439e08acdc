package org.monstermash.worker.turns;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.monstermash.bus.BusUnavailable;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.ReplyState;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Tombstone;
import org.monstermash.models.Sleeper;

/**
 * Asks the bus again and again until it answers: what is complete is not lost because the bus is away. Blocks.
 *
 * <p>Every method throws {@link CancellationException} when the persona leaves meanwhile; each asks at least once.
 */
final class PatientBus {
    static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final ChatBus bus;
    private final Sleeper sleeper;
    private final CompletableFuture<Void> leaving;

    PatientBus(ChatBus bus, Sleeper sleeper, CompletableFuture<Void> leaving) {
        this.bus = bus;
        this.sleeper = sleeper;
        this.leaving = leaving;
    }

    /** Until it is durable. */
    Message publish(Message message) {
        return patiently(() -> bus.publish(message).join());
    }

    /** Until it is durable. */
    void bury(String room, String replyId) {
        patiently(() -> bus.bury(new Tombstone(room, replyId)).join());
    }

    ReplyState reply(String room, String replyId) {
        return patiently(() -> bus.reply(room, replyId));
    }

    /** By reply id. Asked for all at once, because each may be a way to the gateway and back. */
    Map<String, ReplyState> replies(String room, List<String> replyIds) {
        Map<String, ReplyState> answers = new HashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, Future<ReplyState>> asked = new HashMap<>();
            replyIds.forEach(id -> asked.put(id, threads.submit(() -> reply(room, id))));
            asked.forEach((id, state) -> answers.put(id, answer(state)));
        }
        return answers;
    }

    private static ReplyState answer(Future<ReplyState> asked) {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    List<Message> recent(String room, int limit) {
        return patiently(() -> bus.recent(room, limit));
    }

    private <T> T patiently(Supplier<T> question) {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return question.get();
            } catch (BusUnavailable away) {
                // Asked again below.
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof BusUnavailable)) {
                    throw e;
                }
            }
            pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private void pause(Duration pause) {
        try {
            sleeper.sleep(pause, leaving);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
        if (leaving.isDone()) {
            throw new CancellationException("the persona leaves");
        }
    }
}
