package org.monstermash.arena.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Made-up conversations that stand still and that do not. */
class AttractorTest {
    @Test
    void aConversationThatMovesOnIsNone() throws IOException {
        assertThat(flags(conversation("ordinary"))).doesNotContain(true);
    }

    @Test
    void oneThatDissolvesIntoEchoesIsOne() throws IOException {
        List<Boolean> flags = flags(conversation("dissolving"));
        assertThat(flags.subList(0, 8)).as("while it still moves").doesNotContain(true);
        assertThat(flags.subList(13, flags.size())).as("when it stands still").doesNotContain(false);
    }

    @Test
    void oneThatOnlyStirsTheSameWordsIsOneToo() throws IOException {
        List<Boolean> flags = flags(conversation("stirring"));
        assertThat(flags.getLast()).isTrue();
    }

    @Test
    void politeLoopsAreFoundAndLeftAgain() throws IOException {
        List<String> loop = IntStream.range(0, 16)
                .mapToObj(n -> n % 2 == 0 ? "Thank you so much!" : "No, thank you!")
                .toList();
        List<String> talk = new java.util.ArrayList<>(loop);
        talk.addAll(conversation("ordinary"));
        List<Boolean> flags = flags(talk);
        assertThat(flags.get(15)).isTrue();
        assertThat(flags.getLast()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 60, 300})
    void aThousandTurnsOfOrdinaryVocabularyAreNone(int wordsPerTurn) {
        // Zipf's law over 20,000 words: what a language's word frequencies look like.
        Random dice = new Random(7);
        double norm = Math.log(20_000);
        List<String> talk = IntStream.range(0, 1_000)
                .mapToObj(n -> dice.ints(wordsPerTurn, 0, Integer.MAX_VALUE)
                        .mapToObj(x -> "w" + (int) Math.exp(norm * x / Integer.MAX_VALUE))
                        .collect(Collectors.joining(" ")))
                .toList();
        assertThat(flags(talk)).doesNotContain(true);
    }

    @Test
    void nothingIsSaidBeforeTheEighthTurn() {
        List<Boolean> flags = flags(java.util.Collections.nCopies(9, "Hello!"));
        assertThat(flags.subList(0, 7)).doesNotContain(true);
        assertThat(flags.subList(7, 9)).doesNotContain(false);
    }

    private static List<Boolean> flags(List<String> talk) {
        Meter meter = new Meter();
        List<TurnMeasures> measured = IntStream.range(0, talk.size())
                .mapToObj(n -> meter.add(n % 2 == 0 ? "Alice" : "Bob", talk.get(n), Meter.Timing.UNKNOWN))
                .toList();
        return measured.stream().map(TurnMeasures::attractor).toList();
    }

    private static List<String> conversation(String name) throws IOException {
        try (var text = AttractorTest.class.getResourceAsStream("/conversations/" + name + ".txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
