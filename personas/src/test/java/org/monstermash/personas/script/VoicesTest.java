package org.monstermash.personas.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.monstermash.bus.event.Message;
import org.monstermash.personas.Persona;

/** Each line is recognisable as its speaker's, without its name. */
class VoicesTest {
    private static final int LEARNED = 1000;
    private static final int LINES = 400;
    private static final double RECOGNISED = 0.95;

    @Test
    void aSimpleClassifierTellsTheVoicesApartOnMessagesItNeverSaw() {
        VoiceClassifier classifier = new VoiceClassifier();
        for (Persona persona : Corpus.SHIPPED) {
            spoken(persona, half(0), LEARNED, "learn").forEach(line -> classifier.learn(persona.key(), line));
        }
        for (Persona persona : Corpus.SHIPPED) {
            List<String> lines = spoken(persona, half(1), LINES, "unseen").toList();
            long recognised = lines.stream()
                    .filter(line -> classifier.voiceOf(line).equals(persona.key()))
                    .count();
            assertThat(recognised).as(persona.key()).isGreaterThanOrEqualTo((long) (LINES * RECOGNISED));
        }
    }

    @Test
    void theClassifierIsAtALossWithoutVoices() {
        VoiceClassifier classifier = new VoiceClassifier();
        Persona witch = Corpus.SHIPPED.getFirst();
        List<String> lines = spoken(witch, half(0), LINES, "learn").toList();
        IntStream.range(0, LINES).forEach(i -> classifier.learn("voice " + i % 5, lines.get(i)));
        List<String> others = spoken(witch, half(1), LINES, "unseen").toList();
        long recognised = IntStream.range(0, LINES)
                .filter(i -> classifier.voiceOf(others.get(i)).equals("voice " + i % 5))
                .count();
        assertThat(recognised).isLessThan(LINES / 2);
    }

    private static List<Message> half(int which) {
        return IntStream.range(0, Corpus.MESSAGES.size())
                .filter(i -> i % 2 == which)
                .mapToObj(Corpus.MESSAGES::get)
                .toList();
    }

    private static Stream<String> spoken(Persona persona, List<Message> messages, int count, String seed) {
        return Corpus.answers(persona, messages, count, seed).stream().map(answer -> unnamed(persona, answer.line()));
    }

    private static String unnamed(Persona persona, String line) {
        return Stream.concat(Stream.of(persona.displayName(), persona.emoji()), persona.aliases().stream())
                .filter(name -> !name.isEmpty())
                .reduce(line, (text, name) -> text.replaceAll("(?iu)\\Q" + name + "\\E", ""));
    }
}
