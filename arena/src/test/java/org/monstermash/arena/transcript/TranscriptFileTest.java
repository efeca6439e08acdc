package org.monstermash.arena.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.DuelSettings;
import org.monstermash.arena.turn.Participant;
import org.monstermash.arena.turn.PreambleLine;
import org.monstermash.arena.turn.Recording;
import org.monstermash.arena.turn.Turn;

class TranscriptFileTest {
    @TempDir
    Path dir;

    private Path file;

    @BeforeEach
    void name() {
        file = dir.resolve("duel.jsonl");
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        DuelHeader header = Duels.header(
                Duels.withPreamble(
                        Duels.participant("Alice 🖤", "a/b:c"),
                        new PreambleLine(PreambleLine.Role.SYSTEM, "line\n\"one\"\u2028"),
                        new PreambleLine(PreambleLine.Role.USER, "")),
                new Participant(
                        "Bob", "scripted", "", "scripted", "", true, "witch", "🖤", Map.of(), Map.of(), List.of()));
        Turn odd = new Turn(
                2,
                1,
                "Bob",
                "scripted",
                Duels.BEGAN,
                "a\r\n\tb\u0000 👻",
                "hm",
                true,
                true,
                false,
                8,
                null,
                null,
                null,
                Duration.ZERO,
                List.of("3 older turns were left out"));
        write(header, List.of(Duels.turn(1, "Hello!"), odd), true);

        Recording read = TranscriptFile.read(file);
        assertThat(read.header()).isEqualTo(header);
        assertThat(read.turns()).containsExactly(Duels.turn(1, "Hello!"), odd);
        assertThat(read.end()).contains(Duels.end(2));
    }

    @Test
    void absentSettingsStayAbsent() throws IOException {
        DuelSettings bare =
                new DuelSettings(3, 10, false, false, null, null, Duration.ofMillis(300), List.of(), 1L << 40, 4_096);
        DuelHeader header = new DuelHeader("0a1b2c", Duels.BEGAN, Duels.header().participants(), "", bare);
        write(header, List.of(), false);
        assertThat(TranscriptFile.read(file)).isEqualTo(new Recording(header, List.of(), java.util.Optional.empty()));
    }

    @Test
    void aTurnIsOneLineAndThereWhenItIsToldOf() throws IOException {
        try (JsonLines lines = JsonLines.create(file, Duels.header())) {
            for (int number = 1; number <= 5; number++) {
                lines.write(measured(Duels.turn(number, "two\nlines")));
                assertThat(Files.readString(file)).hasLineCount(1 + number).endsWith("}\n");
                assertThat(TranscriptFile.read(file).turns()).hasSize(number);
            }
        }
    }

    @Test
    void aTornTailIsDroppedWhereverItTears() throws IOException {
        List<Turn> turns = List.of(Duels.turn(1, "Hello!"), Duels.turn(2, "é漢👻 " + "x".repeat(40)));
        write(Duels.header(), turns, true);
        byte[] whole = Files.readAllBytes(file);
        int header = indexOfNewline(whole, 1);
        int first = indexOfNewline(whole, 2);
        int second = indexOfNewline(whole, 3);

        for (int length = header; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            Recording read = TranscriptFile.read(file);
            int expected = length >= second ? 2 : length >= first ? 1 : 0;
            assertThat(read.turns()).as("cut at %d", length).isEqualTo(turns.subList(0, expected));
        }
    }

    @Test
    void aResumedFileGoesOnBehindItsLastTurnWhereverItTore() throws IOException {
        List<Turn> turns = Duels.turns(3);
        write(Duels.header(), turns, true);
        byte[] whole = Files.readAllBytes(file);
        for (int length = indexOfNewline(whole, 1); length <= whole.length; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));
            List<Turn> before = TranscriptFile.read(file).whole();
            try (JsonLines lines = JsonLines.resume(file, Duels.header(), before.size())) {
                for (Turn turn : turns.subList(before.size(), 3)) {
                    lines.write(measured(turn));
                }
                lines.write(Duels.end(3));
            }
            assertThat(TranscriptFile.read(file))
                    .isEqualTo(new Recording(Duels.header(), turns, java.util.Optional.of(Duels.end(3))));
            assertThat(Files.readString(file)).as("cut at %d", length).hasLineCount(5);
        }
    }

    @Test
    void aPartialTurnGivesWayToTheWholeOne() throws IOException {
        Turn partial = Duels.turn(2, "Half a", "", true);
        write(Duels.header(), List.of(Duels.turn(1, "Hello!"), partial), true);
        assertThat(TranscriptFile.read(file).turns()).endsWith(partial);
        assertThat(TranscriptFile.read(file).end()).isPresent();

        try (JsonLines lines = JsonLines.resume(file, Duels.header(), 1)) {
            lines.write(measured(Duels.turn(2, "Half a loaf")));
        }
        assertThat(TranscriptFile.read(file).turns())
                .containsExactly(Duels.turn(1, "Hello!"), Duels.turn(2, "Half a loaf"));
        assertThat(Files.readString(file)).doesNotContain("partial", "\"end\"");
    }

    @Test
    void whatALaterVersionAddsIsKeptAndPassedOver() throws IOException {
        write(Duels.header(), Duels.turns(1), false);
        String later =
                Files.readString(file).replaceFirst("\"type\":\"turn\"", "\"type\":\"turn\",\"mood\":{\"x\":[1]}");
        Files.writeString(file, later + "{\"type\":\"applause\",\"n\":3}\n");
        assertThat(TranscriptFile.read(file).turns()).isEqualTo(Duels.turns(1));

        try (JsonLines lines = JsonLines.resume(file, Duels.header(), 1)) {
            lines.write(measured(Duels.turn(2, "Next")));
        }
        assertThat(Files.readString(file)).contains("\"mood\":{\"x\":[1]}");
    }

    @Test
    void anythingElseIsRefusedWithFileLineAndReason() throws IOException {
        assertThatThrownBy(() -> TranscriptFile.read(dir.resolve("no"))).isInstanceOf(IOException.class);
        refused("", "has no header");
        refused("hello\n", "line 1: not JSON");
        refused("[]\n", "line 1: not a JSON object");
        refused("{\"type\":\"turn\"}\n{}\n", "line 1");
        refused("{\"type\":\"header\",\"format\":\"other\",\"version\":1}\n{}\n", "another format");
        write(Duels.header(), Duels.turns(3), false);
        List<String> lines = Files.readAllLines(file);
        refused(lines.get(0) + "\n" + lines.get(2) + "\n{}\n", "line 2: turn 2 where 1 was due");
        refused(lines.get(0) + "\n{torn\n" + lines.get(1) + "\n", "line 2: not JSON");
        refused(lines.get(0) + "\n" + lines.get(0) + "\n{}\n", "line 2: a second header");
        refused(lines.get(0) + "\n" + lines.get(1).replace("\"speaker\":0", "\"speaker\":7") + "\n{}\n", "speaker 7");
    }

    @Test
    void anotherDuelsFileIsNeverTouched() throws IOException {
        write(Duels.header(), Duels.turns(1), false);
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> JsonLines.create(file, Duels.header())).isInstanceOf(FileAlreadyExistsException.class);
        DuelHeader other = new DuelHeader("ffffff", Duels.BEGAN, Duels.header().participants(), "", Duels.SETTINGS);
        assertThatIllegalArgumentException().isThrownBy(() -> JsonLines.resume(file, other, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> JsonLines.resume(file, Duels.header(), 2));
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aThousandTurnsAreReadInOnePass() throws IOException {
        write(Duels.header(), Duels.turns(1_000), true);
        assertThat(TranscriptFile.read(file).turns()).isEqualTo(Duels.turns(1_000));
    }

    private void refused(String content, String reason) throws IOException {
        Files.writeString(file, content);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TranscriptFile.read(file))
                .withMessageContaining(file.toString())
                .withMessageContaining(reason);
    }

    private void write(DuelHeader header, List<Turn> turns, boolean ended) throws IOException {
        Files.deleteIfExists(file);
        try (JsonLines lines = JsonLines.create(file, header)) {
            for (MeasuredTurn turn : MeasuredTurn.all(turns)) {
                lines.write(turn);
            }
            if (ended) {
                lines.write(Duels.end(turns.size()));
            }
        }
    }

    private static MeasuredTurn measured(Turn turn) {
        return MeasuredTurn.all(List.of(turn)).getFirst();
    }

    /** Where the n-th line ends. */
    private static int indexOfNewline(byte[] bytes, int n) {
        int at = -1;
        for (int found = 0; found < n; found++) {
            at++;
            while (bytes[at] != '\n') {
                at++;
            }
        }
        return at;
    }
}
