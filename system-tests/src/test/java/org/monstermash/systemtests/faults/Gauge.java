package org.monstermash.systemtests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.monstermash.systemtests.Jars;
import org.monstermash.systemtests.RunningProcess;

/** What a process needs, seen from outside. */
final class Gauge {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Gauge() {}

    /** The sum of a meter of {@code /q/metrics} over all its labels that hold the words; 0 where there is none. */
    static double meter(int port, String name, String... words) {
        return metrics(port)
                .lines()
                .filter(line -> line.startsWith(name) && Stream.of(words).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String metrics(int port) {
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/q/metrics"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** MiB of heap that are really in use. */
    static double heapMiB(RunningProcess process, int port) {
        run(Jars.newJava().resolveSibling("jcmd").toString(), String.valueOf(process.pid()), "GC.run");
        return meter(port, "jvm_memory_used_bytes", "area=\"heap\"") / (1 << 20);
    }

    /** MiB of memory the process holds. */
    static double rssMiB(RunningProcess process) {
        return statusMiB(process, "VmRSS");
    }

    /** MiB of memory the process held at most. */
    static double peakRssMiB(RunningProcess process) {
        return statusMiB(process, "VmHWM");
    }

    private static double statusMiB(RunningProcess process, String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Seconds of processor time the process has used. */
    static double cpuSeconds(RunningProcess process) {
        return ProcessHandle.of(process.pid())
                        .flatMap(handle -> handle.info().totalCpuDuration())
                        .orElseThrow()
                        .toMillis()
                / 1e3;
    }

    static long openFiles(RunningProcess process) {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... command) {
        try (RunningProcess process = RunningProcess.start(Path.of("."), Map.of(), List.of(command))) {
            process.awaitExit(Duration.ofSeconds(60));
        }
    }
}
