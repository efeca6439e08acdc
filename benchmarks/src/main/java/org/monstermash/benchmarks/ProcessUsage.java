package org.monstermash.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the kernel says a process has used: Linux' {@code /proc}, see proc(5). */
final class ProcessUsage {
    /** USER_HZ: 100 on every Linux that Java runs on. */
    private static final long TICK_MILLIS = 10;

    private static final int UTIME = 13;
    private static final int STIME = 14;
    private static final String RSS = "VmRSS:";
    private static final Pattern COMPILER = Pattern.compile("^C[12] Compiler");

    private ProcessUsage() {}

    /** Time on the processors, its own and the kernel's for it, in steps of 10 ms. */
    static Duration cpu(long pid) {
        return cpu(Path.of("/proc", String.valueOf(pid), "stat"));
    }

    /**
     * Of that, what the JVM's compilers used: over within minutes, so a server's price is told without it. Only right
     * where the JVM keeps its compiler threads, see {@link Programs#KEEPS_COMPILERS}.
     */
    static Duration compilersCpu(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
            return threads.filter(thread ->
                            COMPILER.matcher(read(thread.resolve("comm"))).find())
                    .map(thread -> cpu(thread.resolve("stat")))
                    .reduce(Duration.ZERO, Duration::plus);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration cpu(Path file) {
        String stat = read(file);
        // The second field is the name in brackets, which may hold spaces.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(fields[UTIME - 2]) + Long.parseLong(fields[STIME - 2]);
        return Duration.ofMillis(ticks * TICK_MILLIS);
    }

    /** Resident memory in MiB, what it shares with others included. */
    static double residentMiB(long pid) {
        return read(Path.of("/proc", String.valueOf(pid), "status"))
                .lines()
                .filter(line -> line.startsWith(RSS))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("process " + pid + " has no memory: it has ended"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
