package org.monstermash.personas.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotableTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I really like lanterns | lanterns",
                "THE VOLCANO! | volcano",
                "we flew to Paris | flew Paris",
                "is that the witch's broom... | witch broom",
                "привет, луна | привет луна",
                "月がきれいですね | 月がきれいですね",
                "see https://evil.example/secret?x=y about owls | owls",
                "<img src=x onerror=boo> umbrella | umbrella",
                "`code` and ```more code``` then turnips | turnips",
                "@witch, where is count@castle.example with the {{broom}} #hashtag cupboard | cupboard"
            })
    void aTellingWordIsPlainLetters(String text, String words) {
        Set<String> expected = Set.of(words.split(" "));
        for (int i = 0; i < 20; i++) {
            assertThat(Quotable.word(text, Set.of(), new Random(i)))
                    .hasValueSatisfying(word -> assertThat(expected).contains(word));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?",
                "🎃🎃",
                "42",
                "I do not know what to do",
                "fuck this shit",
                "sh1t h3ll0",
                "ѕhitake",
                "https://example.com/pumpkin",
                "a_b_c",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "P͟o͟s͟s͟e͟s͟s͟e̷d̶"
            })
    void thereMayBeNoneFitToRepeat(String text) {
        assertThat(Quotable.word(text, Set.of(), new Random(1))).isEmpty();
    }

    @Test
    void namesOfThoseWhoTalkAreNoTellingWords() {
        assertThat(Quotable.word("Dracula loves turnips", Set.of("dracula"), new Random(3)))
                .hasValueSatisfying(word -> assertThat(word).isNotEqualToIgnoringCase("dracula"));
    }

    @Test
    void aWallOfTextIsReadToItsLimitOnly() {
        assertThat(Quotable.word("! ".repeat(Quotable.MAX_READ_CHARS) + "lantern", Set.of(), new Random(1)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Vera, Vera",
        "Eloise the Ghost, Eloise",
        "Human Visitor, Human Visitor",
        "Jean-Luc, Jean-Luc",
        "O'Brien, O'Brien",
        "Bob_42, Bob",
        "太郎, 太郎",
        "Юля 🎃, Юля"
    })
    void aNameIsItsLetters(String author, String called) {
        assertThat(Quotable.name(author)).contains(called);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b>Bob</b>", "@witch", "1337", "🎃", "www.evil.example", "fuckface", "x#word#"})
    void aNameMayBeUnfit(String author) {
        assertThat(Quotable.name(author)).isEmpty();
    }
}
