package org.monstermash.worker.turns;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.monstermash.bus.event.LiveEvent.Notice;
import org.monstermash.bus.event.Usage;
import org.monstermash.models.ModelException;
import org.monstermash.models.ReplyPart;
import org.monstermash.models.ReplyStream;

/**
 * Lets the speakers of a voice try, one after the other, until one of them answers. Each try is told as an attempt of its
 * own: what a broken one had said is void. Runs once, on its room's thread, and blocks there.
 */
final class Speaking {
    private static final int LONGEST_REASON = 300;

    private final Cause cause;
    private final Time time;
    private final Telling telling;
    private final TurnLog log;
    private final List<Speaker> speakers;
    private Ending.Failed failure;

    /** How it came to an end. */
    sealed interface Ending {
        /** @param fallbackFrom who should have spoken, or null when that one did */
        record Whole(String model, String fallbackFrom, boolean truncated, Usage usage) implements Ending {}

        record Cut(String model, String fallbackFrom, StopSignal.Why why, Usage usage) implements Ending {}

        record Failed(String reason, String errorType) implements Ending {}

        /** Nobody was asked. */
        record Silent(String reason) implements Ending {}
    }

    Speaking(Actor actor, Cause cause, RoomMemory memory, Telling telling, TurnLog log) {
        this.cause = cause;
        this.time = actor.time();
        this.telling = telling;
        this.log = log;
        this.speakers = actor.voice()
                .speakers(new Occasion(
                        cause.room(), cause.message(), memory.lines(), cause.replyId(), (level, code, text) -> {
                            log.tells(cause.replyId(), code, text);
                            actor.bus().emit(new Notice(cause.room(), level, code, text, actor.key()));
                        }));
    }

    Ending run(int attempt) throws InterruptedException {
        boolean passed = false;
        for (Speaker speaker : speakers) {
            Optional<Speaker.Obstacle> obstacle = speaker.obstacle();
            if (obstacle.isPresent()) {
                switch (obstacle.get()) {
                    case Speaker.Obstacle.Passed why -> log.passesOver(cause.replyId(), speaker.model(), why.why());
                    case Speaker.Obstacle.Silent why -> {
                        return failure == null ? new Ending.Silent(why.reason()) : failure;
                    }
                }
                passed = true;
                continue;
            }
            if (passed) {
                log.fallsBack(cause.replyId(), speaker.model());
            }
            Ending ending = ask(speaker, attempt);
            if (!(ending instanceof Ending.Failed failed)) {
                return ending;
            }
            log.failed(cause.replyId(), failed.reason());
            failure = failed;
            passed = true;
        }
        return failure == null ? new Ending.Failed("there is nobody to ask", null) : failure;
    }

    private Ending ask(Speaker speaker, int attempt) throws InterruptedException {
        Stopwatch watch = new Stopwatch(time);
        if (failure == null) {
            telling.begin(attempt, speaker.model());
        } else {
            telling.beginAnew(speaker.model(), failure.reason(), failure.errorType());
        }
        log.calls(cause.replyId(), speaker.model(), telling.attempt());
        Ending ending = listen(speaker, watch);
        telling.sendGathered();
        if (ending instanceof Ending.Whole whole) {
            log.said(cause.replyId(), whole.model(), telling.text().length(), watch.elapsed());
            if (whole.fallbackFrom() != null) {
                log.fellBack(cause.replyId(), whole.model(), whole.fallbackFrom());
            }
        }
        return ending;
    }

    private Ending listen(Speaker speaker, Stopwatch watch) throws InterruptedException {
        String first = speakers.getFirst().model();
        String fallbackFrom = first.equals(speaker.model()) ? null : first;
        try (ReplyStream stream = speaker.speak()) {
            cause.signal().whenAsked(stream::close);
            while (true) {
                ReplyPart part = stream.next();
                watch.partCame();
                switch (part) {
                    case ReplyPart.Text said -> telling.say(said.text());
                    case ReplyPart.Thinking thought
                    when thought.insteadOfText() -> telling.thoughtAllAlong(thought.text());
                    case ReplyPart.Thinking thought -> telling.think(thought.text());
                    case ReplyPart.Finished end -> {
                        return new Ending.Whole(speaker.model(), fallbackFrom, end.truncated(), usage(end));
                    }
                }
                if (telling.isFull()) {
                    return new Ending.Whole(speaker.model(), fallbackFrom, true, watch.usage());
                }
            }
        } catch (CancellationException | ModelException broken) {
            return cause.signal()
                    .why()
                    .<Ending>map(why -> new Ending.Cut(speaker.model(), fallbackFrom, why, watch.usage()))
                    .orElseGet(() -> failed(speaker, broken));
        }
    }

    private static Ending.Failed failed(Speaker speaker, RuntimeException broken) {
        String message = String.valueOf(broken.getMessage());
        String named = message.startsWith(speaker.model()) ? message : speaker.model() + ": " + message;
        String reason = named.length() <= LONGEST_REASON ? named : named.substring(0, LONGEST_REASON) + "…";
        return new Ending.Failed(
                reason,
                broken instanceof ModelException known
                        ? known.failure().name().toLowerCase(Locale.ROOT)
                        : ModelException.Failure.CUT.name().toLowerCase(Locale.ROOT));
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
