package org.monstermash.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scripts/bench.sh}: measures what is named, or everything. */
@Command(
        name = "scripts/bench.sh",
        description = "Measures the jars as they are built. How to read the numbers: docs/BENCHMARKS.md.")
public final class BenchmarksMain implements Callable<Integer> {
    private static final List<Benchmark> ALL = List.of(
            new StartBenchmark(),
            new MemoryBenchmark(),
            new LatencyBenchmark(),
            new ReplyBenchmark(),
            new FanoutBenchmark(),
            new ArenaBenchmark());

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "what to measure; without names, everything")
    private List<String> named = new ArrayList<>();

    @Option(names = "--list", description = "say what can be measured, and end")
    private boolean list;

    @Option(names = "--quick", description = "only show that everything runs; the numbers mean nothing")
    private boolean quick;

    @Option(names = "--root", description = "the repository's folder", hidden = true)
    private Path root = Path.of("");

    @Option(names = "--gateway-flags", description = "the JVM's flags for the gateway, in one argument", hidden = true)
    private String gatewayFlags = "";

    @Option(names = "--worker-flags", description = "the JVM's flags for a worker, in one argument", hidden = true)
    private String workerFlags = "";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this, and end")
    private boolean help;

    private BenchmarksMain() {}

    public static void main(String... args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(execute(out, err, args));
    }

    /** @return the exit code */
    static int execute(PrintWriter out, PrintWriter err, String... args) {
        // The JVM's flags may name a file of options with an @, which is the JVM's to read.
        return new CommandLine(new BenchmarksMain())
                .setExpandAtFiles(false)
                .setOut(out)
                .setErr(err)
                .execute(args);
    }

    @Override
    public Integer call() throws Exception {
        Report report = new Report(spec.commandLine().getOut());
        List<Benchmark> chosen = chosen();
        if (list) {
            chosen.forEach(benchmark -> report.line(benchmark.name(), benchmark.question()));
            return 0;
        }
        Path dir = Files.createTempDirectory("monster-mash-bench-");
        try {
            Programs programs = new Programs(root.toAbsolutePath(), words(gatewayFlags), words(workerFlags));
            Bench bench = new Bench(programs, quick ? Plan.quick() : Plan.full(), report, dir);
            for (Benchmark benchmark : chosen) {
                report.heading(benchmark.name(), benchmark.question());
                benchmark.run(bench);
            }
        } finally {
            remove(dir);
        }
        return 0;
    }

    private List<Benchmark> chosen() {
        List<String> known = ALL.stream().map(Benchmark::name).toList();
        named.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new ParameterException(
                    spec.commandLine(), name + ": there is no such benchmark, expected one of " + known);
        });
        return ALL.stream()
                .filter(benchmark -> named.isEmpty() || named.contains(benchmark.name()))
                .toList();
    }

    private static List<String> words(String flags) {
        return Stream.of(flags.split(" ")).filter(flag -> !flag.isEmpty()).toList();
    }

    private static void remove(Path dir) throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
