package org.monstermash.worker.turns;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.monstermash.bus.Delivery;
import org.monstermash.bus.ReplyState;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.LiveEvent.Outcome;
import org.monstermash.bus.event.LiveEvent.ReplyEnded;
import org.monstermash.bus.event.LiveEvent.SpeakAsked;
import org.monstermash.bus.event.Message;

/**
 * One persona's turns in one room, one after the other, on a thread that lives while there is something to do.
 *
 * <p>The methods below the constructor may be called from any thread and do not block; everything private runs on the
 * room's thread.
 */
final class RoomTurns {
    /** The rest of a backlog comes within milliseconds; this long it is waited for when something is odd. */
    private static final Duration CATCHING_UP_LIMIT = Duration.ofSeconds(5);

    /** While the rest of a backlog is on its way, so many messages wait before they are thinned out. */
    private static final int ENOUGH = 128;

    private final Actor actor;
    private final String room;
    private final Executor threads;
    private final Runnable whenIdle;
    private final Backlog backlog;
    private final RoomMemory memory;
    private final CompletableFuture<Void> leaving = new CompletableFuture<>();
    private final PatientBus bus;
    private final Choice choice;
    private final Decisions decisions;
    private final TurnLog log;

    private boolean running;
    private volatile boolean familiar;
    private volatile Answer current;

    private final List<Heard> undecided = new ArrayList<>();
    private final Deque<Begun> begun = new ArrayDeque<>();
    private long answeredUpTo;

    private record Begun(Heard heard, int attempt) {}

    RoomTurns(Actor actor, String room, Executor threads, Runnable whenIdle) {
        this.actor = actor;
        this.room = room;
        this.threads = threads;
        this.whenIdle = whenIdle;
        this.backlog = new Backlog(actor.key());
        this.memory = new RoomMemory(actor.persona().maxStreak());
        this.bus = new PatientBus(actor.bus(), actor.time().sleeper(), leaving);
        this.choice = new Choice(actor, room, memory, backlog, bus);
        this.decisions = new Decisions(actor, room);
        this.log = new TurnLog(actor.key(), room);
    }

    /** @return false when the message was settled before and must be settled again */
    boolean hear(Delivery delivery) {
        boolean open = backlog.hear(delivery, actor.time().nanos());
        if (open) {
            memory.add(delivery.message());
            wake();
        }
        return open;
    }

    void ask(SpeakAsked asked) {
        backlog.ask(Ask.of(asked));
        wake();
    }

    void stop(StopSignal.Why why) {
        backlog.stop(why);
        Answer answer = current;
        if (answer != null) {
            answer.stop(why);
        }
    }

    /** The bus is back: what was told and heard meanwhile may be lost. */
    void reconnected() {
        familiar = false;
        Answer answer = current;
        if (answer != null) {
            answer.tellAgain();
        }
    }

    /** Leaves everything as it is, for whoever has the seat next. Nothing is settled or published from now on. */
    void leave() {
        leaving.complete(null);
        backlog.leave();
        Answer answer = current;
        if (answer != null) {
            answer.stop(StopSignal.Why.ABANDONED);
        }
    }

    synchronized boolean isIdle() {
        return !running;
    }

    private synchronized void wake() {
        if (!running && !leaving.isDone()) {
            running = true;
            threads.execute(this::takeTurns);
        }
    }

    private void takeTurns() {
        try {
            do {
                takeTurnOrFail();
            } while (goesOn());
        } catch (CancellationException | InterruptedException left) {
            log.abandoned();
        }
        whenIdle.run();
    }

    private synchronized boolean goesOn() {
        running = (backlog.isWaiting() || !begun.isEmpty() || !undecided.isEmpty()) && !leaving.isDone();
        return running;
    }

    private void takeTurnOrFail() throws InterruptedException {
        try {
            takeTurn();
        } catch (CancellationException left) {
            throw left;
        } catch (RuntimeException defect) {
            log.broke(null, defect);
            undecided.stream().filter(backlog::holds).forEach(heard -> {
                decisions.isSilent(heard.message, Decisions.DEFECT);
                backlog.settle(heard);
            });
            undecided.clear();
        }
    }

    private void takeTurn() throws InterruptedException {
        if (!familiar) {
            familiar = true;
            getToKnowTheRoom();
        }
        lookUp(backlog.take());
        if (!begun.isEmpty()) {
            finish(begun.poll());
            return;
        }
        int others = Math.max(0, undecided.size() - 1);
        Optional<Cause> cause = choice.choose(undecided, backlog.takeAsk(), answeredUpTo);
        undecided.clear();
        memory.forgetBefore(backlog.oldestWaiting());
        if (cause.isPresent()) {
            answer(cause.get(), others);
        }
    }

    /**
     * Remembers what was said, and waits until all of it that is not settled has been handed over: only then is it known
     * which message is the newest, and which answer was begun before.
     */
    private void getToKnowTheRoom() throws InterruptedException {
        List<Message> recent = bus.recent(room, memory.depth() + backlog.size());
        recent.forEach(memory::add);
        rememberAnswers(recent);
        long newest = recent.isEmpty() ? 0 : recent.getLast().seq();
        while (!backlog.awaitUpTo(newest, ENOUGH, CATCHING_UP_LIMIT)) {
            List<Heard> more = backlog.take();
            if (more.isEmpty()) {
                return;
            }
            lookUp(more);
            List<Heard> kept = choice.thin(undecided, answeredUpTo);
            undecided.clear();
            undecided.addAll(kept);
        }
    }

    /** What is older than an answer was told that it is superseded: it stays so, whichever of them comes again. */
    private void rememberAnswers(List<Message> recent) {
        Map<String, Message> causes = recent.stream()
                .skip(Math.max(0, recent.size() - memory.depth()))
                .filter(message -> !actor.key().equals(message.persona()))
                .collect(toMap(message -> Ids.ofReply(room, actor.key(), message.id()), Function.identity()));
        bus.replies(room, List.copyOf(causes.keySet())).forEach((replyId, state) -> {
            if (!(state instanceof ReplyState.Unknown)) {
                answeredUpTo = Math.max(answeredUpTo, causes.get(replyId).seq());
            }
        });
    }

    /** What became of the answers so far: a message may come for the second time. */
    private void lookUp(List<Heard> heard) {
        Map<String, ReplyState> states = bus.replies(
                room,
                heard.stream()
                        .filter(each -> !isOwn(each))
                        .map(each -> each.replyId)
                        .toList());
        for (Heard each : heard) {
            if (isOwn(each)) {
                undecided.add(each);
                continue;
            }
            switch (states.get(each.replyId)) {
                case ReplyState.Unknown unknown -> undecided.add(each);
                case ReplyState.Begun state -> {
                    begun.add(new Begun(each, state.attempt()));
                    answeredUpTo(each);
                }
                case ReplyState.Stored stored -> settleAnswered(each);
                case ReplyState.Buried buried -> settleAnswered(each);
            }
        }
    }

    private boolean isOwn(Heard heard) {
        return actor.key().equals(heard.message.persona());
    }

    private void settleAnswered(Heard heard) {
        answeredUpTo(heard);
        backlog.settle(heard);
    }

    private void answeredUpTo(Heard heard) {
        answeredUpTo = Math.max(answeredUpTo, heard.message.seq());
    }

    private void finish(Begun unfinished) throws InterruptedException {
        Heard heard = unfinished.heard();
        if (heard.age(actor.time().nanos()).compareTo(actor.replyTtl()) > 0) {
            bus.bury(room, heard.replyId);
            actor.bus().emit(new ReplyEnded(room, heard.replyId, Outcome.FAILED, Decisions.STALE));
            decisions.isSilent(heard.message, Decisions.STALE);
            backlog.settle(heard);
            return;
        }
        if (actor.bus().isMuted(room, actor.key())) {
            heard.signal.ask(StopSignal.Why.MUTED);
        }
        answer(Cause.begun(heard, unfinished.attempt(), backlog), 0);
    }

    private void answer(Cause cause, int others) throws InterruptedException {
        Answer answer = new Answer(actor, cause, memory, bus);
        current = answer;
        try {
            if (leaving.isDone()) {
                throw new CancellationException("the persona leaves");
            }
            answer.make(others);
        } catch (CancellationException left) {
            throw left;
        } catch (RuntimeException defect) {
            log.broke(cause.replyId(), defect);
            // Settled all the same: a defect must not come again with every delivery.
            bus.bury(room, cause.replyId());
            actor.bus().emit(new ReplyEnded(room, cause.replyId(), Outcome.FAILED, Decisions.DEFECT));
            cause.settle().run();
        } finally {
            current = null;
        }
    }
}
