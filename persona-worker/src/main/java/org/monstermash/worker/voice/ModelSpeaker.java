package org.monstermash.worker.voice;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.monstermash.bus.event.LiveEvent.Level;
import org.monstermash.models.Model;
import org.monstermash.models.ModelException;
import org.monstermash.models.ModelException.Failure;
import org.monstermash.models.Prompt;
import org.monstermash.models.ReplyStream;
import org.monstermash.models.SentRequest;
import org.monstermash.models.prompt.Tokens;
import org.monstermash.worker.turns.Occasion;
import org.monstermash.worker.turns.Speaker;

/** One model on one occasion: asked when its circuit and the budget allow it, and both hear how it went. */
final class ModelSpeaker implements Speaker {
    private final Model model;
    private final Prompt prompt;
    private final UnaryOperator<ReplyStream> ownWords;
    private final Circuit circuit;
    private final Allowance allowance;
    private final Occasion occasion;
    private final Outcome outcome;
    private Circuit.Try leave;

    /** Who hears what became of it. */
    interface Outcome {
        void spoke(String model, Optional<SentRequest> request);

        void failed(String why);

        /** It was not asked because the budget is spent. */
        void spent();
    }

    ModelSpeaker(
            Model model,
            Prompt prompt,
            UnaryOperator<ReplyStream> ownWords,
            Circuit circuit,
            Allowance allowance,
            Occasion occasion,
            Outcome outcome) {
        this.model = model;
        this.prompt = prompt;
        this.ownWords = ownWords;
        this.circuit = circuit;
        this.allowance = allowance;
        this.occasion = occasion;
        this.outcome = outcome;
    }

    @Override
    public String model() {
        return model.name();
    }

    @Override
    public Optional<Obstacle> obstacle() {
        Optional<Obstacle> spent = allowance.obstacle(occasion);
        if (spent.isPresent()) {
            outcome.spent();
            return spent;
        }
        Optional<Circuit.Try> mayTry = circuit.mayTry();
        if (mayTry.isEmpty()) {
            outcome.failed(model() + " failed too often just now");
            return Optional.of(new Obstacle.Passed(
                    "circuit_open, for " + circuit.pause().toSeconds() + " s after its last failure"));
        }
        leave = mayTry.get();
        return Optional.empty();
    }

    @Override
    public ReplyStream speak() {
        try {
            Budget.Reservation reserved = allowance.reserve(promptTokens());
            ReplyStream answer = model.reply(prompt);
            return ownWords.apply(new WatchedStream(answer, new Ledger(reserved, answer)));
        } catch (ModelException spent) {
            leave.gaveUp();
            throw spent;
        } catch (RuntimeException defect) {
            // Whatever a provider's code stumbles over, the next in the chain is asked.
            outcome.failed("cannot be asked: " + defect);
            tell(leave.failed());
            throw new ModelException(Failure.GARBAGE, "cannot be asked: " + defect, defect);
        }
    }

    private int promptTokens() {
        return prompt.turns().stream()
                .mapToInt(turn -> Tokens.estimate(turn.text()))
                .reduce(Tokens.estimate(prompt.system()), Integer::sum);
    }

    private void tell(Circuit.Change change) {
        switch (change) {
            case NONE -> {}
            case OPENED ->
                occasion.herald()
                        .tell(
                                Level.WARNING,
                                "circuit_open",
                                model() + " failed " + Circuit.FAILURES + " times in a row and is left alone for "
                                        + circuit.pause().toSeconds() + " s.");
            case CLOSED -> occasion.herald().tell(Level.INFO, "circuit_closed", model() + " answers again.");
        }
    }

    /** Writes down how the answer ended. */
    private final class Ledger implements WatchedStream.Watcher {
        private final Budget.Reservation reserved;

        private final ReplyStream answer;

        Ledger(Budget.Reservation reserved, ReplyStream answer) {
            this.reserved = reserved;
            this.answer = answer;
        }

        @Override
        public void answered(Integer inputTokens, long outputTokens) {
            reserved.settle((inputTokens == null ? promptTokens() : inputTokens) + outputTokens);
            tell(leave.succeeded());
            outcome.spoke(model(), answer.request());
        }

        @Override
        public void failed(ModelException failure, long outputTokens) {
            boolean asked = failure.failure() != Failure.BUDGET_SPENT && failure.failure() != Failure.UNREACHABLE;
            reserved.settle(asked ? promptTokens() + outputTokens : 0);
            outcome.failed(failure.getMessage());
            if (failure.failure() == Failure.BUDGET_SPENT) {
                leave.gaveUp();
            } else {
                tell(leave.failed());
            }
        }

        @Override
        public void closed(boolean hadBegun, long outputTokens) {
            reserved.settle(promptTokens() + outputTokens);
            if (hadBegun) {
                tell(leave.succeeded());
                outcome.spoke(model(), answer.request());
            } else {
                leave.gaveUp();
            }
        }
    }
}
