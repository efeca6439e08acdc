package org.monstermash.worker.voice;

import java.util.concurrent.CancellationException;
import org.monstermash.models.ModelException;
import org.monstermash.models.ModelException.Failure;
import org.monstermash.models.ReplyPart;
import org.monstermash.models.ReplyStream;
import org.monstermash.models.prompt.Tokens;

/** Tells somebody, once and on the reading thread, how an answer ended and what it cost. Made by the one who reads it. */
final class WatchedStream implements ReplyStream {
    private final ReplyStream answer;
    private final Watcher watcher;
    private final Thread reader = Thread.currentThread();
    private long tokens;
    private boolean reported;

    /** Hears one of these, once; must not throw. */
    interface Watcher {
        /** @param outputTokens as the model says, else estimated */
        void answered(Integer inputTokens, long outputTokens);

        void failed(ModelException failure, long outputTokens);

        /** It was closed before its end. */
        void closed(boolean hadBegun, long outputTokens);
    }

    WatchedStream(ReplyStream answer, Watcher watcher) {
        this.answer = answer;
        this.watcher = watcher;
    }

    @Override
    public ReplyPart next() throws InterruptedException {
        try {
            ReplyPart part = answer.next();
            switch (part) {
                case ReplyPart.Text text -> count(text.text());
                case ReplyPart.Thinking thinking -> count(thinking.text());
                case ReplyPart.Finished end -> {
                    if (isFirstReport()) {
                        watcher.answered(end.inputTokens(), end.outputTokens() == null ? tokens : end.outputTokens());
                    }
                }
            }
            return part;
        } catch (ModelException failure) {
            report(failure);
            throw failure;
        } catch (CancellationException closed) {
            reportClosed();
            throw closed;
        } catch (RuntimeException defect) {
            // Whatever a provider's code stumbles over, the next in the chain is asked.
            ModelException failure = new ModelException(Failure.GARBAGE, "cannot be read: " + defect, defect);
            report(failure);
            throw failure;
        }
    }

    private void count(String text) {
        tokens += Tokens.estimate(text);
    }

    private void report(ModelException failure) {
        if (isFirstReport()) {
            watcher.failed(failure, tokens);
        }
    }

    private boolean isFirstReport() {
        boolean first = !reported;
        reported = true;
        return first;
    }

    private void reportClosed() {
        if (isFirstReport()) {
            watcher.closed(tokens > 0, tokens);
        }
    }

    /** From another thread it only closes: what is reported may be written to a disk. */
    @Override
    public void close() {
        answer.close();
        if (Thread.currentThread() == reader) {
            reportClosed();
        }
    }
}
