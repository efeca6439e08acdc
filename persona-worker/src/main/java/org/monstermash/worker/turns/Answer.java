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
import org.monstermash.models.Model;
import org.monstermash.models.ModelException;
import org.monstermash.models.ReplyPart;
import org.monstermash.models.ReplyStream;
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
        this.log = new TurnLog(actor.key(), cause.room());
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
        Model model = actor.voice().speaker(cause.message(), memory.lines(), cause.replyId());
        log.asksModel(cause.replyId(), model.name(), attempt);
        telling = new Telling(actor, cause, model.name());
        long began = actor.time().nanos();
        try {
            telling.begin(attempt);
            Ending ending = listen(model);
            telling.sendGathered();
            conclude(ending, model.name(), Duration.ofNanos(actor.time().nanos() - began));
        } finally {
            telling.breakOff();
        }
        cause.settle().run();
    }

    /** How a model's answer came to its end. */
    private sealed interface Ending {
        record Whole(boolean truncated, Usage usage) implements Ending {}

        record Cut(StopSignal.Why why) implements Ending {}

        record Broken(String reason) implements Ending {}
    }

    private Ending listen(Model model) throws InterruptedException {
        try (ReplyStream stream = model.reply(RoomPrompt.of(actor.persona(), memory.lines()))) {
            cause.signal().whenAsked(stream::close);
            while (true) {
                switch (stream.next()) {
                    case ReplyPart.Text said -> telling.say(said.text());
                    case ReplyPart.Thinking thought -> telling.think(thought.text());
                    case ReplyPart.Finished end -> {
                        return new Ending.Whole(end.truncated(), usage(end));
                    }
                }
                if (telling.isFull()) {
                    return new Ending.Whole(true, null);
                }
            }
        } catch (CancellationException | ModelException broken) {
            return cause.signal()
                    .why()
                    .<Ending>map(Ending.Cut::new)
                    .orElseGet(() -> new Ending.Broken(broken.getMessage()));
        }
    }

    private void conclude(Ending ending, String model, Duration took) {
        String text = telling.text();
        switch (ending) {
            case Ending.Whole whole when text.isEmpty() -> bury(Outcome.DECLINED, "the model said nothing");
            case Ending.Whole whole -> {
                publish(text, model, whole.truncated(), whole.usage());
                telling.end(Outcome.COMPLETED, null);
                log.said(cause.replyId(), text.length(), took);
            }
            case Ending.Cut cut -> {
                refuseIfAbandoned(cut.why());
                if (text.isEmpty()) {
                    bury(Outcome.STOPPED, cut.why().reason());
                } else {
                    publish(text, model, true, null);
                    telling.end(Outcome.STOPPED, cut.why().reason());
                    log.ended(cause.replyId(), "stopped", cut.why().reason());
                }
            }
            case Ending.Broken broken -> {
                log.failed(cause.replyId(), broken.reason());
                bury(Outcome.FAILED, broken.reason());
            }
        }
    }

    private void bury(Outcome outcome, String reason) {
        bus.bury(cause.room(), cause.replyId());
        telling.end(outcome, reason);
        log.ended(cause.replyId(), outcome.name().toLowerCase(Locale.ROOT), reason);
    }

    private void publish(String text, String model, boolean truncated, Usage usage) {
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
                null,
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

    private static Usage usage(ReplyPart.Finished end) {
        Long firstTokenMs = end.firstToken() == null ? null : end.firstToken().toMillis();
        return new Usage(
                end.inputTokens(),
                end.outputTokens(),
                firstTokenMs,
                end.duration().toMillis());
    }
}
