package org.monstermash.arena.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.arena.transcript.Duels;
import org.monstermash.arena.transcript.Mask;
import org.monstermash.arena.transcript.TranscriptFile;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.Turn;

class TranscriptFilesTest {
    private static final String KEY = "sk-canary-0123456789";
    private static final Markdown MARKDOWN = new CommonMark();

    @TempDir
    Path dir;

    @Test
    void bothFilesHaveATurnWhenItWasTold() throws IOException {
        DuelHeader header = Duels.header();
        try (TranscriptFiles files = TranscriptFiles.in(dir.resolve("new"), header, true, MARKDOWN, Mask.NONE)) {
            assertThat(files.jsonl()).hasFileName("resonant-chat-gemma3-27b-llama3.2-0a1b2c.jsonl");
            assertThat(files.html().orElseThrow()).hasFileName("resonant-chat-gemma3-27b-llama3.2-0a1b2c.html");
            files.begun(header, List.of());
            for (Turn turn : Duels.turns(6)) {
                files.turn(turn);
                assertThat(TranscriptFile.read(files.jsonl()).turns())
                        .endsWith(turn)
                        .hasSize(turn.number());
                assertThat(cards(files)).hasSize(turn.number());
            }
            files.ended(Duels.end(6));
            assertThat(TranscriptFile.read(files.jsonl()).end()).contains(Duels.end(6));
            assertThat(files.turns()).hasSize(6);
        }
    }

    @Test
    void aResumedDuelGoesOnInTheSameFiles() throws IOException {
        List<Turn> turns = Duels.turns(6);
        TranscriptFiles killed = TranscriptFiles.in(dir, Duels.header(), true, MARKDOWN, Mask.NONE);
        killed.begun(Duels.header(), List.of());
        turns.subList(0, 3).forEach(killed::turn);
        killed.turn(Duels.turn(4, "half", "", true));
        killed.close();

        TranscriptFiles resumed = new TranscriptFiles(killed.jsonl(), killed.html(), MARKDOWN, Mask.NONE);
        resumed.begun(Duels.header(), TranscriptFile.read(killed.jsonl()).whole());
        assertThat(cards(resumed)).hasSize(3);
        turns.subList(3, 6).forEach(resumed::turn);
        resumed.ended(Duels.end(6));

        assertThat(TranscriptFile.read(resumed.jsonl()).turns()).isEqualTo(turns);
        assertThat(cards(resumed)).hasSize(6);

        TranscriptFiles whole = TranscriptFiles.in(dir.resolve("whole"), Duels.header(), true, MARKDOWN, Mask.NONE);
        whole.begun(Duels.header(), List.of());
        turns.forEach(whole::turn);
        whole.ended(Duels.end(6));
        assertThat(resumed.jsonl()).as("as if it had never stopped").hasSameTextualContentAs(whole.jsonl());
        assertThat(resumed.html().orElseThrow())
                .hasSameTextualContentAs(whole.html().orElseThrow());
    }

    @Test
    void withoutHtmlThereIsNone() throws IOException {
        TranscriptFiles files = TranscriptFiles.in(dir, Duels.header(), false, MARKDOWN, Mask.NONE);
        files.begun(Duels.header(), List.of());
        files.turn(Duels.turn(1, "Hello!"));
        files.ended(Duels.end(1));
        try (var found = Files.list(dir)) {
            assertThat(found).containsExactly(files.jsonl());
        }
    }

    @Test
    void aSecretIsInNoFileAlsoWhereAModelSaysIt() throws IOException {
        Mask mask = new Mask(text -> text.replace(KEY, "***"));
        DuelHeader header = Duels.header(
                Duels.withSystem(Duels.participant("Alice", "m"), "Your key is " + KEY), Duels.participant("Bob", "m"));
        TranscriptFiles files = TranscriptFiles.in(dir, header, true, MARKDOWN, mask);
        files.begun(header, List.of());
        files.turn(Duels.turn(1, "It is " + KEY, "I was told " + KEY, false));
        files.ended(Duels.end(1));
        assertThat(Files.readString(files.jsonl())).doesNotContain(KEY).contains("It is ***", "***");
        assertThat(Files.readString(files.html().orElseThrow()))
                .doesNotContain(KEY)
                .contains("***");
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() throws IOException {
        Path notAFolder = Files.createFile(dir.resolve("file"));
        TranscriptFiles files =
                new TranscriptFiles(notAFolder.resolve("x.jsonl"), Optional.empty(), MARKDOWN, Mask.NONE);
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> files.begun(Duels.header(), List.of()))
                .withMessageContaining("x.jsonl cannot be written");
    }

    private static List<String> cards(TranscriptFiles files) throws IOException {
        return Jsoup.parse(Files.readString(files.html().orElseThrow()))
                .select("article.card[id]")
                .eachAttr("id");
    }
}
