package org.monstermash.worker.voice;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.monstermash.bus.event.LiveEvent.BudgetTold;
import org.monstermash.bus.event.LiveEvent.RequestTold;
import org.monstermash.models.ModelException;
import org.monstermash.models.ReplyPart;
import org.monstermash.models.ReplyStream;
import org.monstermash.tracing.ModelCall;
import org.monstermash.tracing.Tracing;
import org.monstermash.worker.turns.Occasion;
import org.monstermash.worker.turns.Speaker;
import org.monstermash.worker.turns.Voice;

/** A voice whose every request to a model is told: which model, how long, how many tokens, how it ended. */
public final class TracedVoice implements Voice {
    private final String persona;
    private final Voice inner;
    private final Tracing tracing;

    public TracedVoice(String persona, Voice inner, Tracing tracing) {
        this.persona = persona;
        this.inner = inner;
        this.tracing = tracing;
    }

    @Override
    public String model() {
        return inner.model();
    }

    @Override
    public List<Speaker> speakers(Occasion occasion) {
        return inner.speakers(occasion).stream()
                .<Speaker>map(speaker -> new Traced(speaker, occasion))
                .toList();
    }

    @Override
    public Optional<RequestTold> request(String room, String replyId) {
        return inner.request(room, replyId);
    }

    @Override
    public Optional<BudgetTold> budget(String room) {
        return inner.budget(room);
    }

    private final class Traced implements Speaker {
        private final Speaker speaker;
        private final Occasion occasion;

        Traced(Speaker speaker, Occasion occasion) {
            this.speaker = speaker;
            this.occasion = occasion;
        }

        @Override
        public String model() {
            return speaker.model();
        }

        @Override
        public Optional<Obstacle> obstacle() {
            return speaker.obstacle();
        }

        @Override
        public ReplyStream speak() {
            ModelCall call =
                    tracing.call(speaker.model(), persona, Optional.ofNullable(occasion.cause()), occasion.replyId());
            return new TracedStream(speaker.speak(), call);
        }
    }

    private record TracedStream(ReplyStream inner, ModelCall call) implements ReplyStream {
        @Override
        public ReplyPart next() throws InterruptedException {
            try {
                ReplyPart part = inner.next();
                if (part instanceof ReplyPart.Finished end) {
                    call.finished(end.inputTokens(), end.outputTokens(), millis(end.firstToken()), end.truncated());
                }
                return part;
            } catch (ModelException failure) {
                call.failed(failure.failure().name().toLowerCase(Locale.ROOT));
                throw failure;
            }
        }

        private static Long millis(Duration duration) {
            return duration == null ? null : duration.toMillis();
        }

        @Override
        public void close() {
            inner.close();
            call.left();
        }
    }
}
