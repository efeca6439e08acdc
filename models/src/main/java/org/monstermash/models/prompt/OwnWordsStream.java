package org.monstermash.models.prompt;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.monstermash.models.ReplyPart;
import org.monstermash.models.ReplyStream;

/**
 * An answer without what is not its speaker's: see {@link OwnWords}. Where somebody else's line begins, the answer is
 * whole, and the stream below is closed: no model is paid for words that nobody sees.
 */
public final class OwnWordsStream implements ReplyStream {
    private final ReplyStream answer;
    private final Names names;
    private final LongSupplier nanoTime;
    private final long began;
    private final Deque<ReplyPart> ready = new ArrayDeque<>();
    private OwnWords words;
    private Duration firstPart;

    /** @param nanoTime a monotonic clock, as {@link System#nanoTime} */
    public OwnWordsStream(ReplyStream answer, Names names, LongSupplier nanoTime) {
        this.answer = answer;
        this.names = names;
        this.words = new OwnWords(names);
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
    }

    @Override
    public ReplyPart next() throws InterruptedException {
        while (ready.isEmpty()) {
            ReplyPart part = answer.next();
            firstPart = firstPart == null ? sinceBegin() : firstPart;
            switch (part) {
                case ReplyPart.Text text -> own(words.take(text.text()));
                case ReplyPart.Thinking thinking -> {
                    if (thinking.insteadOfText()) {
                        words = new OwnWords(names);
                    }
                    ready.add(thinking);
                }
                case ReplyPart.Finished end -> {
                    own(words.finish());
                    ready.add(end);
                }
            }
            if (words.isOver() && !(part instanceof ReplyPart.Finished)) {
                answer.close();
                ready.add(new ReplyPart.Finished(false, null, null, firstPart, sinceBegin()));
            }
        }
        return ready.poll();
    }

    private void own(String text) {
        if (!text.isEmpty()) {
            ready.add(new ReplyPart.Text(text));
        }
    }

    private Duration sinceBegin() {
        return Duration.ofNanos(nanoTime.getAsLong() - began);
    }

    @Override
    public void close() {
        answer.close();
    }
}
