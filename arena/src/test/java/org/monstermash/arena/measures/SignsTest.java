package org.monstermash.arena.measures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignsTest {
    @ParameterizedTest
    @CsvSource({
        "plain text 123 #*, 0",
        "🙏✨, 2",
        "👨‍👩‍👧‍👦 family, 1",
        "👍🏽 🇩🇪 ❤️ 1️⃣, 4",
        "© ™ ↔, 0",
        "é漢 ¾, 0",
    })
    void emojiAreCountedAsPeopleSeeThem(String text, int count) {
        assertThat(Signs.emoji(text)).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource({"'one. two.. three', 0", "'well... so…', 2", "'.......', 1", "'……', 1", "'. . .', 0", "'..…', 1"})
    void anEllipsisIsARunOfDots(String text, int count) {
        assertThat(Signs.ellipses(text)).isEqualTo(count);
    }

    @Test
    void halfACharacterIsNoEmoji() {
        assertThat(Signs.emoji("\ud83d")).isEmpty();
    }
}
