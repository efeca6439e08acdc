package org.monstermash.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** A process of the product. What it says is kept; closing it ends it and all it started. Any thread may call. */
public final class RunningProcess implements AutoCloseable {
    private static final Duration LONGEST_WORD = Duration.ofSeconds(120);

    private final Process process;
    private final List<String> command;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final List<Thread> readers;

    private RunningProcess(Process process, List<String> command) {
        this.process = process;
        this.command = command;
        this.readers = List.of(
                reader(process.inputReader(StandardCharsets.UTF_8), out),
                reader(process.errorReader(StandardCharsets.UTF_8), err));
    }

    /** With nothing of this process' environment but the path and the home, and malloc as {@code scripts/aot.sh} sets it. */
    public static RunningProcess start(Path workingDir, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(workingDir.toFile());
        builder.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG"));
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.environment().putAll(environment);
        try {
            return new RunningProcess(builder.start(), command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread reader(BufferedReader from, List<String> to) {
        // Not virtual: a read of a pipe holds its carrier, and a dozen of them starve every other virtual thread.
        return Thread.ofPlatform().daemon().start(() -> {
            try (from) {
                from.lines().forEach(to::add);
            } catch (IOException | UncheckedIOException e) {
                // a killed process ends its output like this
            }
        });
    }

    public List<String> out() {
        return out;
    }

    public List<String> err() {
        return err;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Everything it said so far, for the message of a failed test. */
    public String said() {
        return String.join(" ", command) + "\n" + String.join("\n", out) + "\n" + String.join("\n", err);
    }

    /** The first line that holds the words, on either stream. */
    public String awaitLine(String words) {
        try {
            return await().atMost(LONGEST_WORD).until(() -> firstLine(words), line -> !line.isEmpty());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("never said: " + words + "\n" + said(), e);
        }
    }

    private String firstLine(String words) {
        return Stream.concat(out.stream(), err.stream())
                .filter(line -> line.contains(words))
                .findFirst()
                .orElse("");
    }

    public int awaitExit(Duration atMost) {
        try {
            assertThat(process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS))
                    .as("ended within %s: %s", atMost, said())
                    .isTrue();
            for (Thread reader : readers) {
                reader.join(Duration.ofSeconds(5));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SIGTERM; its output stays open. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** SIGKILL, and waits until it is gone. */
    public void kill() {
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        List<ProcessHandle> descendants = process.descendants().toList();
        terminate();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
    }
}
