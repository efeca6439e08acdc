package org.monstermash.arena.duel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.DuelListener;
import org.monstermash.arena.turn.DuelSettings;
import org.monstermash.arena.turn.End;
import org.monstermash.arena.turn.Participant;
import org.monstermash.arena.turn.Turn;
import org.monstermash.models.ModelException;
import org.monstermash.models.ReplyPart;
import org.monstermash.models.ReplyStream;

/**
 * One run of a conversation: the opening, then each in turn, until something ends it. {@link #run} is called once;
 * {@link #stop} by any thread at any time.
 */
public final class Duel {
    /** An answer without text is asked for once more. */
    private static final int ATTEMPTS = 2;

    private final DuelHeader header;
    private final DuelSettings settings;
    private final List<Speaker> speakers;
    private final Table table;
    private final DuelListener listener;
    private final Time time;
    private final Limits limits;
    private final StopSignal stop = new StopSignal();
    private long estimatedTokens;
    private int attempt;

    /** @param speakers those of the header, in its order */
    public Duel(DuelHeader header, List<Speaker> speakers, DuelListener listener, Time time) {
        this.header = header;
        this.settings = header.settings();
        this.speakers = List.copyOf(speakers);
        this.table = new Table(header);
        this.listener = listener;
        this.time = time;
        this.limits = new Limits(settings);
        if (speakers.size() != header.participants().size()) {
            throw new IllegalArgumentException(
                    speakers.size() + " speakers for " + header.participants().size() + " participants");
        }
    }

    /** Ends the run soon: what was said of the turn on its way is kept, marked. */
    public void stop(End.Reason reason) {
        stop.stop(reason);
    }

    /**
     * Converses. Errors of models are the reason of the end, and so are those of listeners.
     *
     * @param before the whole turns of the duel that is resumed, or none
     */
    public End run(List<Turn> before) {
        long began = time.nanoTime().getAsLong();
        Ending ending;
        try {
            ending = converse(before);
        } catch (RuntimeException e) {
            ending = new Ending(End.Reason.ERROR, "the run cannot go on: " + e.getMessage());
        }
        End end = new End(
                ending.reason(),
                ending.text(),
                time.clock().instant(),
                limits.turns(),
                limits.chars(),
                limits.inputTokens(),
                limits.outputTokens(),
                Duration.ofNanos(time.nanoTime().getAsLong() - began));
        listener.ended(end);
        return end;
    }

    private Ending converse(List<Turn> before) {
        listener.begun(header, before);
        before.forEach(turn -> {
            table.heard(turn);
            limits.before(turn);
        });
        Optional<Ending> ending = before.isEmpty() ? stands(opening()) : Optional.empty();
        while (ending.isEmpty()) {
            ending = limits.beforeNext();
            if (ending.isEmpty()) {
                ending = next(limits.turns() + 1);
            }
        }
        return ending.get();
    }

    private Turn opening() {
        Participant first = header.participants().getFirst();
        String text = header.opening();
        estimatedTokens = 0;
        return new Turn(
                1,
                0,
                first.name(),
                first.model(),
                time.clock().instant(),
                text,
                "",
                false,
                false,
                false,
                text.codePointCount(0, text.length()),
                null,
                null,
                null,
                Duration.ZERO,
                List.of());
    }

    private Optional<Ending> stands(Turn turn) {
        table.heard(turn);
        Optional<Ending> ending = limits.after(turn, estimatedTokens);
        listener.turn(turn);
        return ending.or(stop::asked);
    }

    private Optional<Ending> next(int number) {
        pause();
        int speaker = (number - 1) % speakers.size();
        List<String> notes = new ArrayList<>();
        attempt = 0;
        for (int asked = 1; asked <= ATTEMPTS; asked++) {
            Optional<Ending> stopped = stop.asked();
            if (stopped.isPresent()) {
                return stopped;
            }
            Instant startedAt = time.clock().instant();
            Answer answer = ask(number, speaker, notes);
            if (answer.isBroken()) {
                return Optional.of(broken(number, speaker, startedAt, answer, notes));
            }
            if (answer.hasText()) {
                return stands(turn(number, speaker, startedAt, answer, false, notes));
            }
            limits.spent(estimatedTokens);
            notes.add(answer.hasThinking() ? "only thinking came, asked again" : "an empty answer came, asked again");
        }
        String name = header.participants().get(speaker).name();
        return Optional.of(new Ending(End.Reason.EMPTY, name + " said nothing, nor when asked again"));
    }

    private void pause() {
        if (!settings.pause().isZero()) {
            try {
                time.sleeper().sleep(settings.pause(), stop.whenAsked());
            } catch (InterruptedException e) {
                stop(End.Reason.INTERRUPTED);
            }
        }
    }

    /** Asks; a prompt that is too long for the model is halved as often as it takes. */
    private Answer ask(int number, int speaker, List<String> notes) {
        while (true) {
            History.Asked asked = table.history(speaker).prompt();
            Answer answer = new Answer(settings.maxChars(), listener, () -> begin(number, speaker));
            begin(number, speaker);
            listen(speaker, asked, answer);
            estimatedTokens = asked.estimatedTokens() + Tokens.of(answer.text()) + Tokens.of(answer.thinking());
            if (isTooLong(answer.failure()) && table.history(speaker).shrink()) {
                notes.add("the prompt was too long for the model, asked again without the older half");
                continue;
            }
            if (asked.leftOut() > 0) {
                notes.add(asked.leftOut() + " earlier turns were left out of the prompt");
            }
            return answer;
        }
    }

    private void begin(int number, int speaker) {
        attempt++;
        listener.turnBegan(number, speaker, attempt);
    }

    private static boolean isTooLong(ModelException failure) {
        return failure != null
                && failure.failure() == ModelException.Failure.REFUSED
                && failure.getMessage()
                        .matches("(?is).*(context.{0,20}(length|window|size)|too long|too many"
                                + " tokens|maximum.{0,30}tokens).*");
    }

    private void listen(int speaker, History.Asked asked, Answer answer) {
        try (ReplyStream stream = speakers.get(speaker).model().reply(asked.prompt())) {
            stop.running(stream);
            ReplyPart part = stream.next();
            while (answer.take(part)) {
                part = stream.next();
            }
        } catch (ModelException e) {
            answer.failed(e);
        } catch (CancellationException e) {
            answer.stopped();
        } catch (InterruptedException e) {
            stop(End.Reason.INTERRUPTED);
            answer.stopped();
        } finally {
            stop.running(null);
        }
    }

    private Ending broken(int number, int speaker, Instant startedAt, Answer answer, List<String> notes) {
        Ending ending = stop.asked()
                .orElseGet(() -> new Ending(
                        End.Reason.ERROR,
                        header.participants().get(speaker).name() + " could not answer: "
                                + (answer.failure() == null
                                        ? "the answer was closed"
                                        : answer.failure().getMessage())));
        if (answer.hasText() || answer.hasThinking()) {
            notes.add("broken off: " + ending.text());
            listener.turn(turn(number, speaker, startedAt, answer, true, notes));
        }
        return ending;
    }

    private Turn turn(int number, int speaker, Instant startedAt, Answer answer, boolean partial, List<String> notes) {
        Participant participant = header.participants().get(speaker);
        Duration sinceStart = Duration.between(startedAt, time.clock().instant());
        return new Turn(
                number,
                speaker,
                participant.name(),
                participant.model(),
                startedAt,
                answer.text(),
                answer.thinking(),
                answer.truncated(),
                settings.filterThinking() && answer.hasThinking(),
                partial,
                answer.chars(),
                answer.inputTokens(),
                answer.outputTokens(),
                answer.firstToken(),
                answer.durationOr(sinceStart),
                notes);
    }
}
