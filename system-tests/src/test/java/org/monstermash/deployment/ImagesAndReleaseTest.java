package org.monstermash.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.architecture.Repository;
import org.monstermash.systemtests.RunningProcess;

/** What is handed out runs: the images as an engine would run them, and the archive as a newcomer would. */
@Tag("system")
@Tag("long")
class ImagesAndReleaseTest {
    private static final Set<String> MADE_BY_SCRIPTS = Set.of(".env", "data", "logs", ".run", "target");
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @TempDir
    Path dir;

    private Path clone;

    @BeforeEach
    void linkTheRepository() throws IOException {
        clone = Files.createDirectory(dir.resolve("clone"));
        try (Stream<Path> entries = Files.list(Repository.ROOT)) {
            for (Path entry : entries.toList()) {
                if (!MADE_BY_SCRIPTS.contains(entry.getFileName().toString())) {
                    Files.createSymbolicLink(clone.resolve(entry.getFileName()), entry);
                }
            }
        }
    }

    /** The gateway's image is tried with it: a worker is healthy only beside one. */
    @Test
    void anImagesOwnStepsMakeSomethingThatGetsHealthyWithoutRights() {
        assumeTrue(Files.exists(Path.of("/proc/self/ns/mnt")), "namespaces are Linux'");

        assertThat(run("scripts/check-image.sh", "persona-worker"))
                .contains("gateway is healthy", "persona-worker is healthy", "persona-worker is well.");
        assertThat(run("scripts/check-image.sh", "arena")).contains("arena is well.");
    }

    @Test
    void theReleaseIsTheSameEachTimeAndAnswersAfterUnpacking() throws IOException {
        run("scripts/dist.sh", "--no-build");
        String sums = Files.readString(clone.resolve("target/dist/SHA256SUMS"));
        run("scripts/dist.sh", "--no-build");
        assertThat(clone.resolve("target/dist/SHA256SUMS")).hasContent(sums);

        assertThat(run("scripts/check-release.sh"))
                .anyMatch(line -> line.startsWith("From the archive to the first reply:"))
                .anyMatch(line -> line.startsWith("The next start, to the first reply:"));
    }

    @Test
    void aCloneIsBuiltAndAnswers() {
        assertThat(run("scripts/check-clone.sh"))
                .anyMatch(line -> line.startsWith("From the clone to the first reply:"));
    }

    private List<String> run(String script, String... arguments) {
        List<String> command = Stream.concat(Stream.of(clone.resolve(script).toString()), Stream.of(arguments))
                .toList();
        Map<String, String> environment = Map.of("JAVA_HOME", System.getProperty("java.home"));
        try (RunningProcess process = RunningProcess.start(clone, environment, command)) {
            assertThat(process.awaitExit(LONGEST)).as(process.said()).isZero();
            return List.copyOf(process.out());
        }
    }
}
