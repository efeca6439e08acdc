package org.monstermash.worker.turns;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.monstermash.bus.event.Message;
import org.monstermash.models.Model;
import org.monstermash.models.ModelException;
import org.monstermash.models.Prompt;
import org.monstermash.models.ReplyPart;
import org.monstermash.models.ReplyStream;

/** A model that says what the test gives it, when the test gives it. */
final class FakeModel implements Voice, Model {
    static final String NAME = "test/model";

    /** What it was asked to answer, in order; the ids of the replies. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    final List<Prompt> prompts = new CopyOnWriteArrayList<>();
    /** Guarded by itself; whoever listens takes the next. */
    private final Deque<Object> parts = new ArrayDeque<>();

    private volatile String always;

    /** Answers everything with this, at once. */
    FakeModel saying(String line) {
        always = line;
        return this;
    }

    FakeModel say(String text) {
        add(new ReplyPart.Text(text));
        return this;
    }

    FakeModel think(String text) {
        add(new ReplyPart.Thinking(text));
        return this;
    }

    FakeModel finish() {
        add(new ReplyPart.Finished(false, 7, 3, Duration.ofMillis(40), Duration.ofMillis(90)));
        return this;
    }

    FakeModel fail(String reason) {
        add(new ModelException(ModelException.Failure.CUT, reason));
        return this;
    }

    private void add(Object part) {
        synchronized (parts) {
            parts.add(part);
            parts.notifyAll();
        }
    }

    @Override
    public String model() {
        return NAME;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Model speaker(Message cause, List<Message> recent, String replyId) {
        asked.add(replyId);
        return this;
    }

    @Override
    public ReplyStream reply(Prompt prompt) {
        prompts.add(prompt);
        return always == null ? new Answer(parts) : new Answer(line(always));
    }

    private static Deque<Object> line(String text) {
        Deque<Object> parts = new ArrayDeque<>();
        for (String word : text.split("(?= )")) {
            parts.add(new ReplyPart.Text(word));
        }
        parts.add(new ReplyPart.Finished(false, null, null, Duration.ZERO, Duration.ZERO));
        return parts;
    }

    private static final class Answer implements ReplyStream {
        private final Deque<Object> parts;
        private boolean closed;

        Answer(Deque<Object> parts) {
            this.parts = parts;
        }

        @Override
        public ReplyPart next() throws InterruptedException {
            synchronized (parts) {
                while (parts.isEmpty() && !closed) {
                    parts.wait();
                }
                if (closed) {
                    throw new CancellationException("closed");
                }
                return switch (parts.poll()) {
                    case ModelException broken -> throw broken;
                    case ReplyPart said -> said;
                    default -> throw new IllegalStateException("neither a part nor an error");
                };
            }
        }

        @Override
        public void close() {
            synchronized (parts) {
                closed = true;
                parts.notifyAll();
            }
        }
    }
}
