package org.monstermash.models;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What every {@link Model} promises. Extend it, give it a model, and the promises are tested. */
public abstract class ModelContract {
    protected static final Prompt PROMPT =
            new Prompt("You are a witch.", List.of(new Prompt.Turn(Prompt.Role.USER, "Ada: Who is there?")));

    /** A model that answers with several words. */
    protected abstract Model answering();

    /** A model that never comes to an end by itself. */
    protected abstract Model endless();

    @Test
    void namesItself() {
        assertThat(answering().name()).isNotBlank();
    }

    @Test
    void anAnswerComesInSeveralPartsAndEndsWithFinished() throws InterruptedException {
        List<ReplyPart> parts = new ArrayList<>();
        try (ReplyStream stream = answering().reply(PROMPT)) {
            do {
                parts.add(stream.next());
            } while (!(parts.getLast() instanceof ReplyPart.Finished));
        }

        assertThat(parts.subList(0, parts.size() - 1))
                .hasSizeGreaterThan(1)
                .allMatch(part -> part instanceof ReplyPart.Text || part instanceof ReplyPart.Thinking);
        ReplyPart.Finished end = (ReplyPart.Finished) parts.getLast();
        assertThat(end.truncated()).isFalse();
        assertThat(end.firstToken()).isNotNull().isLessThanOrEqualTo(end.duration());
    }

    @Test
    void closingFromAnotherThreadEndsTheWait() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        ReplyStream stream = endless().reply(PROMPT);
        CompletableFuture<Void> reader = CompletableFuture.runAsync(
                () -> {
                    reading.countDown();
                    readForEver(stream);
                },
                task -> Thread.ofVirtual().start(task));
        reading.await();

        stream.close();

        assertThatThrownBy(() -> reader.orTimeout(1, SECONDS).join()).hasCauseInstanceOf(CancellationException.class);
    }

    @Test
    void aClosedAnswerSaysNothing() {
        ReplyStream stream = answering().reply(PROMPT);
        stream.close();
        stream.close();

        assertThatThrownBy(stream::next).isInstanceOf(CancellationException.class);
    }

    private static void readForEver(ReplyStream stream) {
        try {
            while (true) {
                stream.next();
            }
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }
}
