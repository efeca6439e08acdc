package org.monstermash.models;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says one given line, word by word, as somebody who types: the words share the typing time by their length, with small
 * irregularities. Asks nobody, so it needs no key and never fails. The prompt is not looked at.
 */
public final class ScriptedModel implements Model {
    public static final String NAME = "scripted";

    /** A word with the space before it. */
    private static final Pattern WORD = Pattern.compile("\\s*\\S+");

    /** A pause is up to this part shorter or longer than an even typist's. */
    private static final double UNEVENNESS = 0.35;

    private final String line;
    private final Duration typing;
    private final RandomGenerator dice;
    private final Sleeper sleeper;
    private final LongSupplier nanoTime;

    /**
     * @param line what to say
     * @param typing from the request to the last word; zero says all at once, still word by word
     * @param dice decides the irregularities; used while the stream is made, not after
     * @param nanoTime a monotonic clock, as {@link System#nanoTime}
     */
    public ScriptedModel(String line, Duration typing, RandomGenerator dice, Sleeper sleeper, LongSupplier nanoTime) {
        this.line = Objects.requireNonNull(line, "line");
        this.typing = Objects.requireNonNull(typing, "typing");
        this.dice = Objects.requireNonNull(dice, "dice");
        this.sleeper = Objects.requireNonNull(sleeper, "sleeper");
        this.nanoTime = Objects.requireNonNull(nanoTime, "nanoTime");
        if (typing.isNegative()) {
            throw new IllegalArgumentException("typing must not be negative: " + typing);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ReplyStream reply(Prompt prompt) {
        List<String> words = words(line.strip());
        return new Typing(words, pauses(words));
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group());
        }
        return words;
    }

    private List<Duration> pauses(List<String> words) {
        double[] weights = words.stream()
                .mapToDouble(word -> word.length() * (1 + UNEVENNESS * (2 * dice.nextDouble() - 1)))
                .toArray();
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        List<Duration> pauses = new ArrayList<>();
        for (double weight : weights) {
            pauses.add(Duration.ofNanos((long) (typing.toNanos() * weight / sum)));
        }
        return pauses;
    }

    private final class Typing implements ReplyStream {
        private final List<String> words;
        private final List<Duration> pauses;
        private final CompletableFuture<Void> closed = new CompletableFuture<>();
        private final long began = nanoTime.getAsLong();
        private Duration firstToken;
        private int said;

        Typing(List<String> words, List<Duration> pauses) {
            this.words = words;
            this.pauses = pauses;
        }

        @Override
        public ReplyPart next() throws InterruptedException {
            if (said < words.size() && !pauses.get(said).isZero()) {
                sleeper.sleep(pauses.get(said), closed);
            }
            if (closed.isDone()) {
                throw new CancellationException("the answer was closed");
            }
            Duration now = Duration.ofNanos(nanoTime.getAsLong() - began);
            if (said == words.size()) {
                return new ReplyPart.Finished(false, null, null, firstToken, now);
            }
            firstToken = firstToken == null ? now : firstToken;
            return new ReplyPart.Text(words.get(said++));
        }

        @Override
        public void close() {
            closed.complete(null);
        }
    }
}
