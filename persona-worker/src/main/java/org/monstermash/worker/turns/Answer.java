package org.monstermash.worker.turns;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.monstermash.bus.ReplyState;
import org.monstermash.bus.event.LiveEvent.Outcome;
import org.monstermash.bus.event.LiveEvent.ReplyEnded;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Role;
import org.monstermash.bus.event.Usage;
import org.monstermash.personas.Dice;
import org.monstermash.personas.Persona;
import org.monstermash.personas.policy.Verdict;

/**
 * One answer, from reading its cause to settling it. Runs once, on its room's thread, and blocks there; throws {@link
 * CancellationException} when the persona leaves: then nothing is settled.
 */
final class Answer {
    private final Actor actor;
    private final Cause cause;
    private final RoomMemory memory;
    private final PatientBus bus;
    private final Decisions decisions;
    private final TurnLog log;
    private volatile Telling telling;

    Answer(Actor actor, Cause cause, RoomMemory memory, PatientBus bus) {
        this.actor = actor;
        this.cause = cause;
        this.memory = memory;
        this.bus = bus;
        this.decisions = new Decisions(actor, cause.room());
        this.log = new TurnLog(actor.key(), cause.room(), cause.messageId());
    }

    /** @param others how many other messages are waiting */
    void make(int others) throws InterruptedException {
        if (!cause.wasBegun()) {
            read(others);
            Optional<Verdict.Silence> changedMind = changedMind();
            if (changedMind.isPresent() && cause.signal().why().isEmpty()) {
                decisions.isSilent(cause.message(), changedMind.get());
                cause.settle().run();
                return;
            }
        }
        switch (bus.reply(cause.room(), cause.replyId())) {
            case ReplyState.Stored stored -> cause.settle().run();
            case ReplyState.Buried buried -> cause.settle().run();
            case ReplyState.Begun begun -> speakUnlessStopped(begun.attempt() + 1);
            case ReplyState.Unknown unknown -> speakUnlessStopped(cause.triesBefore() + 1);
        }
    }

    /** Any thread. */
    void stop(StopSignal.Why why) {
        cause.signal().ask(why);
    }

    /** Tells what was said so far again, where something is being said. Any thread. */
    void tellAgain() {
        Telling current = telling;
        if (current != null) {
            current.tellAgain();
        }
    }

    private void read(int others) throws InterruptedException {
        int chars = cause.message() == null ? 0 : cause.message().content().length();
        Duration pause = actor.pauses().reading(chars, others, Dice.of(cause.replyId(), Dice.Of.READING));
        if (pause.isPositive()) {
            actor.time().sleeper().sleep(pause, cause.signal().asked());
        }
    }

    /** Others may have gone on meanwhile: too many monsters in a row, and the persona is silent after all. */
    private Optional<Verdict.Silence> changedMind() {
        return actor.policy().recountStreak(cause.situation(), memory.newest());
    }

    private void speakUnlessStopped(int attempt) throws InterruptedException {
        Optional<StopSignal.Why> why = cause.signal().why();
        if (why.isEmpty()) {
            speak(attempt);
            return;
        }
        refuseIfAbandoned(why.get());
        bus.bury(cause.room(), cause.replyId());
        if (cause.wasBegun()) {
            actor.bus()
                    .emit(new ReplyEnded(
                            cause.room(),
                            cause.replyId(),
                            Outcome.STOPPED,
                            why.get().reason()));
        } else {
            decisions.isSilent(cause.message(), why.get().reason());
        }
        cause.settle().run();
    }

    private void speak(int attempt) throws InterruptedException {
        telling = new Telling(actor, cause);
        try {
            conclude(new Speaking(actor, cause, memory, telling, log).run(attempt));
        } finally {
            telling.breakOff();
        }
        cause.settle().run();
        actor.voice().budget(cause.room()).ifPresent(actor.bus()::emit);
    }

    private void conclude(Speaking.Ending ending) {
        String text = telling.text();
        switch (ending) {
            case Speaking.Ending.Whole whole
            when text.isEmpty() -> bury(Outcome.DECLINED, "the model said nothing", null);
            case Speaking.Ending.Whole whole -> {
                publish(text, whole.model(), whole.fallbackFrom(), whole.truncated(), whole.usage());
                telling.end(Outcome.COMPLETED, null);
            }
            case Speaking.Ending.Cut cut -> {
                refuseIfAbandoned(cut.why());
                if (text.isEmpty()) {
                    bury(Outcome.STOPPED, cut.why().reason(), null);
                } else {
                    publish(text, cut.model(), cut.fallbackFrom(), true, cut.usage());
                    telling.end(Outcome.STOPPED, cut.why().reason());
                    log.ended(cause.replyId(), "stopped", cut.why().reason());
                }
            }
            case Speaking.Ending.Failed failed -> bury(Outcome.FAILED, failed.reason(), failed.errorType());
            case Speaking.Ending.Silent silent -> beSilent(silent.reason());
        }
    }

    /** Nobody may speak now. What was begun before must come to its end all the same. */
    private void beSilent(String reason) {
        if (cause.wasBegun()) {
            bury(Outcome.FAILED, reason, null);
        } else {
            decisions.isSilent(cause.message(), reason);
        }
    }

    private void bury(Outcome outcome, String reason, String errorType) {
        bus.bury(cause.room(), cause.replyId());
        telling.end(outcome, reason, errorType);
        log.ended(cause.replyId(), outcome.name().toLowerCase(Locale.ROOT), reason);
    }

    private void publish(String text, String model, String fallbackFrom, boolean truncated, Usage usage) {
        Persona persona = actor.persona();
        bus.publish(new Message(
                cause.replyId(),
                cause.room(),
                0,
                persona.displayName(),
                Role.MONSTER,
                text,
                persona.key(),
                persona.emoji().isEmpty() ? null : persona.emoji(),
                actor.time().clock().instant(),
                cause.messageId(),
                model,
                fallbackFrom,
                telling.thinking(),
                truncated,
                usage,
                Map.of()));
    }

    private static void refuseIfAbandoned(StopSignal.Why why) {
        if (why == StopSignal.Why.ABANDONED) {
            throw new CancellationException("the persona leaves");
        }
    }
}
