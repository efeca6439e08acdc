package org.monstermash.arena.measures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void wordsAreWordsInAnyLanguage() {
        assertThat(Words.of("Don’t PANIC, it's well-known: 42 naïve cafés!"))
                .containsExactly("don't", "panic", "it's", "well-known", "42", "naïve", "cafés");
        assertThat(Words.of("Привет, мир! नमस्ते दुनिया")).containsExactly("привет", "мир", "नमस्ते", "दुनिया");
        assertThat(Words.of("你好世界 and こんにちは")).containsExactly("你", "好", "世", "界", "and", "こ", "ん", "に", "ち", "は");
    }

    @Test
    void oneWordHasOneSpelling() {
        assertThat(Words.of("cafe\u0301 CAFÉ ｃａｆé")).containsOnly("café");
    }

    @Test
    void signsAreNoWords() {
        assertThat(Words.of("... — 🙏 *** -- '' \ud800 \n\t")).isEmpty();
    }

    @Test
    void aLongRunOfJointsIsOneWordAndNoTrouble() {
        assertThat(Words.of("a-".repeat(200_000))).hasSize(1);
    }
}
