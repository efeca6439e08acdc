package org.monstermash.arena.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TranscriptNameTest {
    @Test
    void aFileIsCalledByItsModels() {
        assertThat(name("gemma3:27b-it-q8_0", "anthropic/claude"))
                .isEqualTo("resonant-chat-gemma3-27b-it-q8_0-anthropic-claude-0a1b2c");
    }

    @Test
    void noModelsNameLeavesTheFolder() {
        assertThat(name("../../etc/passwd", "a\\b\0c d\n")).isEqualTo("resonant-chat-..-..-etc-passwd-a-b-c-d--0a1b2c");
        assertThat(name("x".repeat(500), "漢".repeat(500)).length()).isLessThan(200);
    }

    private static String name(String alice, String bob) {
        return TranscriptName.of(Duels.header(Duels.participant("Alice", alice), Duels.participant("Bob", bob)));
    }
}
