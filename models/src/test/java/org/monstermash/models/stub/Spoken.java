package org.monstermash.models.stub;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * An answer in the words of a protocol, before it becomes an {@link Answer} by {@link #answer()} or one of the methods that
 * end it in another way. Immutable; each method gives a changed one.
 */
public final class Spoken {
    private final Speech speech;
    private final List<String> thoughts;
    private final List<String> tokens;
    private final List<Step> beforeEach;
    private final boolean cutByLimit;
    private final int inputTokens;
    private final int outputTokens;

    Spoken(Speech speech, List<String> tokens) {
        this(speech, List.of(), tokens, List.of(), false, 11, 7);
    }

    private Spoken(
            Speech speech,
            List<String> thoughts,
            List<String> tokens,
            List<Step> beforeEach,
            boolean cutByLimit,
            int inputTokens,
            int outputTokens) {
        this.speech = speech;
        this.thoughts = thoughts;
        this.tokens = tokens;
        this.beforeEach = beforeEach;
        this.cutByLimit = cutByLimit;
        this.inputTokens = inputTokens;
        this.outputTokens = outputTokens;
    }

    /** Thinks this before it speaks, in the protocol's own field. */
    public Spoken thinking(String... thoughts) {
        return new Spoken(speech, List.of(thoughts), tokens, beforeEach, cutByLimit, inputTokens, outputTokens);
    }

    /** Waits before each token. */
    public Spoken paced(Duration pause) {
        return before(new Step.Wait(pause));
    }

    /** Waits before each token until the test releases a permit. */
    public Spoken allowedBy(Semaphore permits) {
        return before(new Step.Await(permits));
    }

    public Spoken usage(int inputTokens, int outputTokens) {
        return new Spoken(speech, thoughts, tokens, beforeEach, cutByLimit, inputTokens, outputTokens);
    }

    /** Ends as cut by the limit of tokens. */
    public Spoken cutByLimit() {
        return new Spoken(speech, thoughts, tokens, beforeEach, true, inputTokens, outputTokens);
    }

    /** The whole answer; as a stream if the request asks for one. */
    public Answer answer() {
        return Answer.of(request -> speech.contentType(isStream(request)), request -> {
            if (isStream(request)) {
                return Stream.concat(
                        begun(),
                        speech.ending(cutByLimit, inputTokens, outputTokens).stream()
                                .map(Answer::bytes));
            }
            return Stream.concat(
                    beforeEach.stream(),
                    Stream.of(Answer.bytes(speech.whole(
                            String.join("", thoughts),
                            String.join("", tokens),
                            cutByLimit,
                            inputTokens,
                            outputTokens))));
        });
    }

    /** Streams the tokens, then nothing more; the connection stays. */
    public Answer thenHangs() {
        return thenDoes(new Step.Hang());
    }

    /** Streams the tokens, then the connection breaks. */
    public Answer thenCuts() {
        return thenDoes(new Step.Cut());
    }

    /** Streams the tokens, then an error inside the stream. */
    public Answer thenFails(String message) {
        return thenDoes(Answer.bytes(speech.error(message)));
    }

    /** Streams the tokens, then only this again and again. */
    public Answer thenRepeats(String piece, Duration pause) {
        return Answer.of(
                speech.contentType(true),
                request -> Stream.concat(
                        begun(),
                        Stream.generate(() -> Stream.of(new Step.Wait(pause), Answer.bytes(piece)))
                                .flatMap(steps -> steps)));
    }

    /** Streams the tokens over and over, for ever. */
    public Answer forEver() {
        return Answer.of(
                speech.contentType(true),
                request -> Stream.concat(
                        speech.opening().stream().map(Answer::bytes),
                        Stream.generate(this::said).flatMap(steps -> steps)));
    }

    /** Streams the tokens, then does this. */
    public Answer thenDoes(Step... steps) {
        return Answer.of(speech.contentType(true), request -> Stream.concat(begun(), Stream.of(steps)));
    }

    private Stream<Step> begun() {
        return Stream.concat(speech.opening().stream().map(Answer::bytes), said());
    }

    private Stream<Step> said() {
        return Stream.concat(
                        thoughts.stream().map(speech::thought), tokens.stream().map(speech::said))
                .flatMap(event -> Stream.concat(beforeEach.stream(), Stream.of(Answer.bytes(event))));
    }

    private Spoken before(Step step) {
        return new Spoken(
                speech,
                thoughts,
                tokens,
                Stream.concat(beforeEach.stream(), Stream.of(step)).toList(),
                cutByLimit,
                inputTokens,
                outputTokens);
    }

    private static boolean isStream(Request request) {
        return request.path().endsWith(":streamGenerateContent")
                || request.json().path("stream").asBoolean(false);
    }
}
