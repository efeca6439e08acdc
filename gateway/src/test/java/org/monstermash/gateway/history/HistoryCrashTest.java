package org.monstermash.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.Message;

/** What a crash leaves behind. */
class HistoryCrashTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final int ENOUGH = 500;

    @TempDir
    Path folder;

    @RepeatedTest(3)
    void aKilledProcessLosesNothingItAcknowledged() throws Exception {
        Process process = start(folder);
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader out = process.inputReader()) {
            while (acknowledged.size() < ENOUGH) {
                acknowledged.add(out.readLine());
            }
            // SIGKILL: no shutdown hook, nothing flushed.
            process.toHandle().destroyForcibly();
            out.lines().filter(line -> line.length() == 32).forEach(acknowledged::add);
        }
        process.waitFor();

        try (History history = History.open(folder, CLOCK)) {
            Set<String> stored = new HashSet<>();
            List<Long> order = new ArrayList<>();
            history.forEach("graveyard", message -> {
                stored.add(message.id());
                order.add(message.seq());
            });
            assertThat(stored).containsAll(acknowledged);
            assertThat(order)
                    .isEqualTo(LongStream.rangeClosed(1, order.size()).boxed().toList());
        }
    }

    @Test
    void whileAProcessHasTheFolderAnotherIsRefused() throws Exception {
        Process process = start(folder);
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).hasSize(32);

            assertThatThrownBy(() -> History.open(folder, CLOCK))
                    .isInstanceOf(HistoryException.class)
                    .hasMessageContaining("in use by another gateway");
        } finally {
            process.toHandle().destroyForcibly();
            process.waitFor();
        }
        History.open(folder, CLOCK).close();
    }

    @Test
    void aBitThatFlipsOnTheDiskIsNoticed() throws IOException {
        try (History history = History.open(folder, CLOCK)) {
            for (int i = 0; i < 5; i++) {
                history.append(Message.byHuman(Ids.random(), "graveyard", "Ada", "line number " + i, CLOCK.instant()))
                        .join();
            }
        }
        flipABit(folder.resolve("chat.db"), "line number 3");

        try (History history = History.open(folder, CLOCK)) {
            assertThat(history.newest("graveyard", 10)).extracting(Message::seq).containsExactly(1L, 2L, 3L, 5L);
        }
    }

    private static void flipABit(Path file, String where) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(where);
        assertThat(at).isPositive();
        bytes[at] ^= 4;
        Files.write(file, bytes);
    }

    private static Process start(Path folder) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Appending.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 17, 100, 2_000, 4_096, 9_000})
    void aTornLogStartsAndLosesOnlyItsEnd(int cutBytes) throws IOException {
        Path torn = folder.resolve("torn");
        int said = 30;
        try (History history = History.open(folder, CLOCK)) {
            for (int i = 0; i < said; i++) {
                history.append(Message.byHuman(Ids.random(), "graveyard", "Ada", "line " + i, CLOCK.instant()))
                        .join();
            }
            // The files as a power cut leaves them: nothing was checkpointed yet.
            copy(folder, torn);
        }
        cut(torn.resolve("chat.db-wal"), cutBytes);

        try (History history = History.open(torn, CLOCK)) {
            long left = history.lastSeq("graveyard");
            assertThat(left).isBetween((long) said - 3, (long) said - 1);
            assertThat(history.newest("graveyard", 100)).hasSize((int) left);
            Message next = Message.byHuman(Ids.random(), "graveyard", "Ada", "next", CLOCK.instant());
            assertThat(history.append(next).join().message().seq()).isEqualTo(left + 1);
        }
    }

    @Test
    void whatWasQueuedIsStoredBeforeClosing() {
        History history = History.open(folder, CLOCK);
        for (int i = 0; i < 100; i++) {
            history.append(Message.byHuman(Ids.random(), "graveyard", "Ada", "line " + i, CLOCK.instant()));
        }
        history.settled("witch", "graveyard", 99);
        history.close();

        try (History again = History.open(folder, CLOCK)) {
            assertThat(again.lastSeq("graveyard")).isEqualTo(100);
            assertThat(again.unsettled("witch", CLOCK.instant())).containsEntry("graveyard", 99L);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static void cut(Path file, int bytes) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(open.length() - bytes);
        }
    }
}
