package org.monstermash.models.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.monstermash.models.ReplyPart;

/** One request and what is understood of its answer. One thread reads it. */
final class OneTry {
    /** After the model's last word: figures and the end of the stream follow at once, or never. */
    private static final Duration AFTERMATH = Duration.ofSeconds(2);

    private final Dialect dialect;
    private final ModelOptions options;
    private final Exchange exchange;
    private final Events events;
    private final Deadline deadline;
    private final LongSupplier nanoTime;
    private final long began;
    private final Answer answer = new Answer();
    private Duration firstToken;

    OneTry(
            Dialect dialect,
            ModelOptions options,
            Exchange exchange,
            Events events,
            Deadline deadline,
            LongSupplier nanoTime,
            long began) {
        this.dialect = dialect;
        this.options = options;
        this.exchange = exchange;
        this.events = events;
        this.deadline = deadline;
        this.nanoTime = nanoTime;
        this.began = began;
    }

    /**
     * The next part; waits for it no longer than the options say, whatever else comes meanwhile.
     *
     * @throws ErrorEvent when the server says inside the answer that it failed
     */
    ReplyPart next() throws IOException, ErrorEvent {
        while (answer.parts().isEmpty()) {
            if (!advance()) {
                answer.end();
                if (answer.parts().isEmpty()) {
                    return finished();
                }
            }
        }
        firstToken = firstToken == null ? sinceBegin() : firstToken;
        return answer.parts().remove();
    }

    /** Begins the wait for a further part: the time the reader took for itself is not the server's. */
    void waitAgain() {
        if (firstToken != null && !answer.isComplete()) {
            deadline.within(options.idleTimeout());
        }
    }

    /** Reads one event. False when there are no more. */
    private boolean advance() throws IOException, ErrorEvent {
        Events.Event event;
        try {
            if (deadline.remaining() <= 0) {
                throw new Exchange.Overdue();
            }
            event = events.next();
        } catch (Garbage e) {
            throw e;
        } catch (IOException e) {
            if (answer.isComplete()) {
                return false;
            }
            throw e;
        }
        return switch (event) {
            case Events.Event.Json json -> {
                understand(json);
                yield true;
            }
            case Events.Event.Done() -> {
                if (!answer.isUnderstood()) {
                    throw new Garbage("no answer of this protocol");
                }
                answer.complete(false);
                yield false;
            }
            case Events.Event.End() -> {
                if (!answer.isUnderstood()) {
                    throw new Garbage("no answer of this protocol");
                }
                if (!answer.isComplete()) {
                    throw new IOException("the answer ended before it was finished");
                }
                yield false;
            }
        };
    }

    private void understand(Events.Event.Json event) throws Garbage, ErrorEvent {
        JsonNode json = event.json();
        if (!json.isObject()) {
            throw new Garbage("no JSON object: " + json.getNodeType());
        }
        JsonNode error = json.path("error");
        if (event.type().equals("error")
                || !error.isMissingNode() && !error.isNull()
                || json.path("object").asText("").equals("error")) {
            if (answer.isComplete()) {
                return;
            }
            throw new ErrorEvent(json);
        }
        boolean wasComplete = answer.isComplete();
        dialect.read(event, answer);
        if (answer.isComplete() && !wasComplete) {
            Duration rest = options.idleTimeout().compareTo(AFTERMATH) < 0 ? options.idleTimeout() : AFTERMATH;
            deadline.within(rest);
        }
    }

    private ReplyPart finished() {
        exchange.close();
        return new ReplyPart.Finished(
                answer.isTruncated(), answer.inputTokens(), answer.outputTokens(), firstToken, sinceBegin());
    }

    private Duration sinceBegin() {
        return Duration.ofNanos(nanoTime.getAsLong() - began);
    }

    /** The server failed after it had said that all is well. */
    static final class ErrorEvent extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient JsonNode json;

        ErrorEvent(JsonNode json) {
            this.json = json;
        }

        JsonNode json() {
            return json;
        }
    }
}
