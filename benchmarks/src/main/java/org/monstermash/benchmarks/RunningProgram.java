package org.monstermash.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A process that is measured. Closing it ends it, and nothing else. */
final class RunningProgram implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int LAST_WORDS = 20;

    private final Process process;
    private final Path log;
    private final long started;

    private RunningProgram(Process process, Path log, long started) {
        this.process = process;
        this.log = log;
        this.started = started;
    }

    /** With nothing of this process' environment but the path, the home and what scripts set for every process; what it says goes to a file beside {@code log}. */
    static RunningProgram start(List<String> command, Map<String, String> environment, Path dir, String name) {
        try {
            Path log = Files.createTempFile(dir, name + "-", ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(dir.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG", "MALLOC_ARENA_MAX"));
            builder.environment().putAll(environment);
            long now = System.nanoTime();
            return new RunningProgram(builder.start(), log, now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** How long it took from its start until the condition held. */
    Duration awaitReady(BooleanSupplier ready) {
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("ended before it was ready:\n" + lastWords());
            }
            if (System.nanoTime() - started > LONGEST_START.toNanos()) {
                throw new IllegalStateException("not ready after " + LONGEST_START + ":\n" + lastWords());
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** How long it took from its start until it ended with exit code 0. */
    Duration awaitEnd(Duration atMost) throws InterruptedException {
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("did not end well within " + atMost + ":\n" + lastWords());
        }
        return Duration.ofNanos(System.nanoTime() - started);
    }

    String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String lastWords() {
        List<String> lines = said().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
