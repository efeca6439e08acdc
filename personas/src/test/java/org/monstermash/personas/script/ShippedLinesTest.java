package org.monstermash.personas.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.monstermash.bus.event.Message;
import org.monstermash.personas.Persona;

/** What is promised of every line the five monsters say without a model. */
class ShippedLinesTest {
    private static final int REPLIES = 500;

    static Stream<Persona> shipped() {
        return Corpus.SHIPPED.stream();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void itsGrammarHasNoFault(Persona persona) {
        assertThat(Grammar.check(persona.script())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void noLineComesAgainWithinFifty(Persona persona) {
        List<String> said = lines(Corpus.answers(persona, REPLIES, "fifty"));
        for (int i = 0; i < said.size(); i++) {
            assertThat(said.subList(Math.max(0, i - ScriptedLines.REMEMBERED), i))
                    .doesNotContain(said.get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void atLeastHalfOfTheRepliesPickUpAWordOrAName(Persona persona) {
        List<Corpus.Answer> answers = Corpus.answers(persona, REPLIES, "pick");
        long pickedUp = answers.stream().filter(ShippedLinesTest::picksUp).count();
        assertThat(pickedUp).isGreaterThan(REPLIES * 6 / 10);
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void itHasThousandsOfLines(Persona persona) {
        Set<String> distinct = new HashSet<>(lines(Corpus.answers(persona, 9000, "many")));
        assertThat(distinct).hasSizeGreaterThan(3000);
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyLineIsFitToBeShown(Persona persona) {
        assertThat(lines(Corpus.answers(persona, REPLIES, "fit"))).allSatisfy(line -> assertThat(line)
                .isNotBlank()
                .isEqualTo(line.strip())
                .hasSizeBetween(5, 280)
                .doesNotContain("#", "{", "}", "<", ">", "@", "http", "_", "`", "\n", "  ")
                .doesNotContainIgnoringCase("fuck", "bitch", "asshole", "secret/path", "alert")
                .doesNotStartWithIgnoringCase(persona.displayName() + ":")
                .doesNotContainPattern("(?i)^\\W*" + Pattern.quote(persona.key()) + "\\s*:"));
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyTriggerHasLinesAndEachOfThemIsReached(Persona persona) {
        assertThat(persona.script().byTrigger().keySet()).containsExactlyInAnyOrderElementsOf(persona.triggers());
        persona.script().byTrigger().forEach((trigger, templates) -> {
            Message cause = Corpus.human("Vera", "I dreamt of lanterns and " + trigger);
            List<String> said = lines(Corpus.answers(persona, List.of(cause), 200, "reach" + trigger));
            assertThat(templates).as(trigger).allSatisfy(template -> assertThat(said)
                    .anyMatch(form(template).asMatchPredicate()));
        });
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void theFirstWordsVaryFromLineToLine(Persona persona) {
        List<String> said = lines(Corpus.answers(persona, REPLIES, "openings"));
        long repeated = IntStream.range(1, said.size())
                .filter(i -> opening(said.get(i)).equals(opening(said.get(i - 1))))
                .count();
        assertThat(repeated).isLessThan(REPLIES / 20);
    }

    private static String opening(String line) {
        return Arrays.stream(line.split("\\s+")).limit(3).collect(Collectors.joining(" "));
    }

    private static List<String> lines(List<Corpus.Answer> answers) {
        return answers.stream().map(Corpus.Answer::line).toList();
    }

    private static Pattern form(String template) {
        String[] pieces = template.split("#", -1);
        List<String> form = new ArrayList<>();
        for (int i = 0; i < pieces.length; i++) {
            form.add(i % 2 == 0 ? Pattern.quote(pieces[i]) : ".+");
        }
        return Pattern.compile(String.join("", form), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** A content word of four letters or more, or a part of the author's name; whole words, in any case. */
    private static boolean picksUp(Corpus.Answer answer) {
        Set<String> said = words(answer.line());
        return Stream.concat(
                        words(answer.cause().author()).stream().filter(word -> word.length() >= 3),
                        words(answer.cause().content()).stream()
                                .filter(word -> word.length() >= 4 && !SMALL_WORDS.contains(word)))
                .anyMatch(said::contains);
    }

    private static final Set<String> SMALL_WORDS = Set.of(
            "about", "have", "does", "ever", "that", "this", "there", "what", "with", "would", "they", "your", "from",
            "into", "like", "only", "same", "when", "where", "which", "were", "will", "once", "never", "always");

    private static Set<String> words(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}]+"))
                .collect(Collectors.toSet());
    }
}
