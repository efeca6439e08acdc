package org.monstermash.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ScriptedModelTest extends ModelContract {
    private static final String LINE = "The moon is full, darling, and so is my cauldron.";

    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> pauses = new ArrayList<>();
    private final Sleeper untimed = (duration, wakeUp) -> {
        pauses.add(duration);
        nanos.addAndGet(duration.toNanos());
    };

    @Override
    protected Model answering() {
        return typing(LINE, Duration.ofSeconds(2));
    }

    @Override
    protected Model endless() {
        return new ScriptedModel(LINE, Duration.ofDays(1), new Random(1), Sleeper.real(), System::nanoTime);
    }

    @Test
    void wordsJoinToTheLine() throws InterruptedException {
        assertThat(String.join("", words(typing("  two  spaces\nand lines ", Duration.ZERO))))
                .isEqualTo("two  spaces\nand lines");
    }

    @Test
    void everyWordComesByItself() throws InterruptedException {
        assertThat(words(typing("Boo, said she.", Duration.ZERO))).containsExactly("Boo,", " said", " she.");
    }

    @Test
    void theWordsAreSpreadOverTheTypingTime() throws InterruptedException {
        int count = words(typing(LINE, Duration.ofSeconds(2))).size();

        assertThat(pauses).hasSize(count).doesNotContain(Duration.ZERO).doesNotHaveDuplicates();
        assertThat(Duration.ofNanos(nanos.get())).isBetween(Duration.ofMillis(1999), Duration.ofSeconds(2));
    }

    @Test
    void theSameDiceTypeTheSameWay() throws InterruptedException {
        words(typing(LINE, Duration.ofSeconds(2)));
        List<Duration> first = List.copyOf(pauses);
        pauses.clear();
        words(typing(LINE, Duration.ofSeconds(2)));

        assertThat(pauses).isEqualTo(first);
    }

    @Test
    void withoutTypingTimeNothingWaits() throws InterruptedException {
        words(typing(LINE, Duration.ZERO));

        assertThat(pauses).isEmpty();
    }

    @Test
    void anEmptyLineIsFinishedAtOnce() throws InterruptedException {
        assertThat(typing(" ", Duration.ofSeconds(2)).reply(PROMPT).next())
                .isEqualTo(new ReplyPart.Finished(false, null, null, null, Duration.ZERO));
    }

    @Test
    void theEndTellsWhenItBeganAndHowLongItTook() throws InterruptedException {
        ReplyStream stream = typing("one two", Duration.ofSeconds(1)).reply(PROMPT);
        stream.next();
        Duration first = pauses.getFirst();
        stream.next();

        assertThat(stream.next())
                .isEqualTo(new ReplyPart.Finished(false, null, null, first, Duration.ofNanos(nanos.get())));
    }

    private ScriptedModel typing(String line, Duration duration) {
        return new ScriptedModel(line, duration, new Random(7), untimed, nanos::get);
    }

    private static List<String> words(Model model) throws InterruptedException {
        List<String> words = new ArrayList<>();
        try (ReplyStream stream = model.reply(PROMPT)) {
            while (stream.next() instanceof ReplyPart.Text text) {
                words.add(text.text());
            }
        }
        return words;
    }
}
