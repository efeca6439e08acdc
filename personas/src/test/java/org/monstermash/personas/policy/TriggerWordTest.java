package org.monstermash.personas.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerWordTest {

    @ParameterizedTest
    @CsvSource({
        "moon, The MOON is full",
        "moon, moon",
        "moon, two moons",
        "moon, the moon's light",
        "moon, the moon’s light",
        "moon, both moons' light",
        "moon, both MOONS’ light",
        "moon, 'moon'",
        "moon, ‘moon’",
        "moon, *moon*",
        "moon, _moon_",
        "moon, moon!",
        "moon, (moon)",
        "moon, half-moon",
        "moon, moon-struck",
        "moon, #moon",
        "moon, 🌙moon🌙",
        "moon, ❤️moon❤️",
        "moon, ｍｏｏｎ",
        "moon, mo\u00adon",
        "mash, she mashes",
        "beauty, two beauties",
        "beauty, BEAUTIES’ sleep",
        "beauty, beauty's",
        "crypt, Crypt-Kicker Five",
        "full moon, the full  moons rise",
        "full moon, a full-moon night",
        "crypt-kicker, a crypt kicker",
        "o'clock, twelve o’clock",
        "straße, auf der STRASSE",
        "straße, die Straßes",
        "éclair, two É\u0063LAIRS",
        "éclair, e\u0301clair",
        "ведьма, ВЕДЬМА!",
        "mp3, an mp3",
    })
    void isHeardAsAWholeWordInAnyCaseAndForm(String trigger, String text) {
        assertThat(new TriggerWord(trigger).isIn(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "work, homework",
        "night, knight",
        "rose, prose",
        "past, paste",
        "bite, arbiter",
        "pack, package",
        "work, working",
        "work, worked",
        "rose, rosé",
        "moon, moonlight",
        "moon, moo n",
        "moon, moon2",
        "moon, 2moon",
        "moon, moonß",
        "moon, ñmoon",
        "moon, moon\u0301",
        "moon, moon'll",
        "full moon, full. Moon",
        "full moon, 'full, moon'",
        "full moon, fulls moon",
        "full moon, fullmoon",
        "beauty, beautys2",
        "chains, chain",
        "moon, ''",
    })
    void isNotHeardInAnotherWord(String trigger, String text) {
        assertThat(new TriggerWord(trigger).isIn(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "🌙", "-", "'"})
    void withoutAWordIsNeverHeard(String trigger) {
        assertThat(new TriggerWord(trigger).isIn("anything " + trigger + " at all"))
                .isFalse();
    }

    @Test
    void isHeardBetweenAnythingThatIsNoLetterAndNeverWithin() {
        List<String> around =
                List.of(" ", ".", ",", "-", "—", "…", "\n", "\t", "(", "\"", "“", "👻", "/", "@", "#", "_");
        List<String> letters = List.of("a", "Z", "é", "ж", "9", "ß", "語", "𝔞", "\u0301");
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            String before = around.get(random.nextInt(around.size()));
            String after = around.get(random.nextInt(around.size()));
            String letter = letters.get(random.nextInt(letters.size()));
            String form = List.of("fang", "FANGS", "Fang's", "fangs'", "fanges").get(random.nextInt(5));

            assertThat(new TriggerWord("fang").isIn("x" + before + form + after + "x"))
                    .isTrue();
            assertThat(new TriggerWord("fang").isIn(before + form.replace("'", "") + letter + after))
                    .isFalse();
        }
    }

    @Test
    void isFoundInALongTextAtOnce() {
        String text = "a'".repeat(200_000) + " moon " + "-".repeat(200_000);

        assertThat(new TriggerWord("moon").isIn(text)).isTrue();
    }
}
