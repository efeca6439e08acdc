package org.monstermash.worker.turns;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.monstermash.bus.event.Message;
import org.monstermash.models.Model;
import org.monstermash.models.ModelException;
import org.monstermash.models.Prompt;
import org.monstermash.models.ReplyPart;
import org.monstermash.models.ReplyStream;

/** A model that says what the test gives it, when the test gives it. */
public final class FakeModel implements Voice, Model {
    public static final String NAME = "test/model";

    private final String name;

    /** What it was asked to answer, in order; the ids of the replies. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    public final List<Prompt> prompts = new CopyOnWriteArrayList<>();

    /** What it saw of the room each time. */
    final List<List<Message>> rooms = new CopyOnWriteArrayList<>();

    /** Guarded by itself; whoever listens takes the next. */
    private final Deque<Object> parts = new ArrayDeque<>();

    private volatile String always;
    private volatile ModelException.Failure fails;

    public FakeModel() {
        this(NAME);
    }

    public FakeModel(String name) {
        this.name = name;
    }

    /** Answers everything with this, at once. */
    public FakeModel saying(String line) {
        always = line;
        return this;
    }

    /** Fails, whatever it is asked; null: no more. */
    public FakeModel failing(ModelException.Failure failure) {
        fails = failure;
        return this;
    }

    public FakeModel say(String text) {
        add(new ReplyPart.Text(text));
        return this;
    }

    /** Everything it said so far was thought. */
    public FakeModel thoughtAllAlong(String text) {
        add(new ReplyPart.Thinking(text, true));
        return this;
    }

    public FakeModel think(String text) {
        add(new ReplyPart.Thinking(text));
        return this;
    }

    public FakeModel finish() {
        add(new ReplyPart.Finished(false, 7, 3, Duration.ofMillis(40), Duration.ofMillis(90)));
        return this;
    }

    public FakeModel fail(String reason) {
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
        return name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Speaker> speakers(Occasion occasion) {
        asked.add(occasion.replyId());
        rooms.add(occasion.recent());
        return List.of(new Speaker() {
            @Override
            public String model() {
                return name;
            }

            @Override
            public Optional<Obstacle> obstacle() {
                return Optional.empty();
            }

            @Override
            public ReplyStream speak() {
                return reply(new Prompt("", List.of()));
            }
        });
    }

    @Override
    public ReplyStream reply(Prompt prompt) {
        prompts.add(prompt);
        if (fails != null) {
            return new Answer(new ArrayDeque<>(List.of(new ModelException(fails, name + ": it is of no use"))));
        }
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
