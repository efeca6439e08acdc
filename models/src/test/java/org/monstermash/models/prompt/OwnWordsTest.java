package org.monstermash.models.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnWordsTest {
    private static final Names NAMES = Names.of(
            Set.of("Morticia", "witch"),
            Set.of("Wolfman", "werewolf", "Dracula", "vampire", "Drac", "Eloise the Ghost", "Ada", "漢字", "Zoë 🧿"));

    /** Answers and what of them is the witch's own. */
    static List<List<String>> answers() {
        return List.of(
                List.of("The moon is full.", "The moon is full."),
                List.of("Morticia: Good evening.", "Good evening."),
                List.of("  morticia :  Good evening.", "Good evening."),
                List.of("[Morticia] Good evening.", "Good evening."),
                List.of("[witch]: Good evening.", "Good evening."),
                List.of("**Morticia:** Good evening.", "Good evening."),
                List.of("**Morticia**: Good evening.", "Good evening."),
                List.of("**Morticia: Good evening.**", "**Good evening.**"),
                List.of("_Morticia:_ Good evening.", "Good evening."),
                List.of("🖤 Morticia: Good evening.", "Good evening."),
                List.of("👻\uFE0F 🧙🏽 Morticia: Good evening.", "Good evening."),
                List.of("Morticia: Morticia: Good evening.", "Good evening."),
                List.of("Morticia:\nGood evening.", "\nGood evening."),
                List.of("Assistant: Good evening.", "Good evening."),
                List.of("Good evening.\nMorticia: And good night.", "Good evening.\nAnd good night."),
                List.of("Good evening.\nWolfman: HOWL", "Good evening.\n"),
                List.of("Good evening.\n\n  Wolfman: HOWL", "Good evening.\n\n"),
                List.of("Good evening.\n**Wolfman:** HOWL", "Good evening.\n"),
                List.of("Good evening.\n**wolfman**: HOWL", "Good evening.\n"),
                List.of("Good evening.\n🐺 Wolfman: HOWL", "Good evening.\n"),
                List.of("Good evening.\n[Dracula] I disagree", "Good evening.\n"),
                List.of("Good evening. [Dracula] I disagree", "Good evening. "),
                List.of("Good evening.\n[vampire]", "Good evening.\n"),
                List.of("Good evening.\nUser: go on", "Good evening.\n"),
                List.of("Good evening.\nEloise the Ghost: alas", "Good evening.\n"),
                List.of("Good evening.\n漢字: alas", "Good evening.\n"),
                List.of("Good evening.\nZoë 🧿: alas", "Good evening.\n"),
                List.of("[Dracula] I disagree", ""),
                List.of("Morticia: Wolfman: HOWL", ""),
                List.of("[Morticia] [Dracula] no", ""),
                List.of("Wolfman, be quiet: it is late.", "Wolfman, be quiet: it is late."),
                List.of("Ask Wolfman: he knows.", "Ask Wolfman: he knows."),
                List.of("Wolfman", "Wolfman"),
                List.of("Who howls?\nWolf", "Who howls?\nWolf"),
                List.of("Wolfmania: a disease.", "Wolfmania: a disease."),
                List.of("**Dracula** is late.", "**Dracula** is late."),
                List.of("[Dracula](https://example.org) is late", "[Dracula](https://example.org) is late"),
                List.of("As [Dracula](x) said, [I] know [", "As [Dracula](x) said, [I] know ["),
                List.of("a[Dracula] b", "a[Dracula] b"),
                List.of("* one\n* two: three\n- four", "* one\n* two: three\n- four"),
                List.of("👻é漢 says *nothing*.\r\n🖤", "👻é漢 says *nothing*.\r\n🖤"),
                List.of("Draculas: many\nAdam: one", "Draculas: many\nAdam: one"),
                List.of("", ""));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void onlyOwnWordsAreLetThrough(List<String> answer) {
        assertThat(through(List.of(answer.get(0)))).isEqualTo(answer.get(1));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everySplitOfTheTextGivesTheSame(List<String> answer) {
        String text = answer.get(0);
        for (int first = 0; first <= text.length(); first++) {
            for (int second = first; second <= text.length(); second++) {
                assertThat(through(List.of(
                                text.substring(0, first), text.substring(first, second), text.substring(second))))
                        .as("cut at %d and %d", first, second)
                        .isEqualTo(answer.get(1));
            }
        }
        assertThat(through(List.of(text.split("")))).isEqualTo(answer.get(1));
    }

    @Test
    void everySplitOfTextsMadeOfTagsGivesTheSame() {
        List<String> pieces = List.of(
                "Morticia",
                "Wolfman",
                "[",
                "]",
                ":",
                " ",
                "\n",
                "**",
                "_",
                "🐺",
                "[Dracula]",
                "(",
                "Drac",
                "moon",
                "Ada:");
        Random dice = new Random(4711);
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder();
            for (int piece = 0; piece < 8; piece++) {
                text.append(pieces.get(dice.nextInt(pieces.size())));
            }
            String whole = through(List.of(text.toString()));
            assertThat(through(List.of(text.toString().split(""))))
                    .as("%s", text)
                    .isEqualTo(whole);
            int cut = dice.nextInt(text.length());
            assertThat(through(List.of(text.substring(0, cut), text.substring(cut))))
                    .as("%s cut at %d", text, cut)
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @CsvSource({"'Good evening.\nWolf', 'Good evening.\n'", "'Good. [Drac', 'Good. '", "'**Mort', ''", "🖤, ''"})
    void whatMayBecomeATagIsHeldBack(String soFar, String letThrough) {
        assertThat(new OwnWords(NAMES).take(soFar)).isEqualTo(letThrough);
    }

    @ParameterizedTest
    @ValueSource(strings = {"G", "Wolfmo", "A night", "[I", "**Oh"})
    void whatCannotBecomeATagComesAtOnce(String soFar) {
        assertThat(new OwnWords(NAMES).take(soFar)).isEqualTo(soFar);
    }

    @Test
    void nothingFollowsSomebodyElsesLine() {
        OwnWords words = new OwnWords(NAMES);

        assertThat(words.take("Hush.\nWolfman: HOWL\nMorticia: ")).isEqualTo("Hush.\n");
        assertThat(words.isOver()).isTrue();
        assertThat(words.take("I say more")).isEmpty();
        assertThat(words.finish()).isEmpty();
    }

    @Test
    void spaceWithoutEndIsNotHeldBack() {
        OwnWords words = new OwnWords(NAMES);

        int letThrough = 0;
        for (int i = 0; i < 100_000; i++) {
            letThrough += words.take(i == 0 ? "Morticia:" : " ").length();
        }

        assertThat(letThrough).isGreaterThan(100_000 - 2 * OwnWords.LONGEST_TAG);
    }

    private static String through(List<String> parts) {
        OwnWords words = new OwnWords(NAMES);
        List<String> passed = new ArrayList<>();
        parts.forEach(part -> passed.add(words.take(part)));
        passed.add(words.finish());
        return String.join("", passed);
    }
}
