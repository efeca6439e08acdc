package org.monstermash.benchmarks;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the arena itself costs: two models that answer at once, streamed, with the page and the transcript. */
final class ArenaBenchmark implements Benchmark {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "arena";
    }

    @Override
    public String question() {
        return "a duel against a model that answers at once: from the command to the end of a fresh JVM, and what a turn"
                + " more costs";
    }

    @Override
    public void run(Bench bench) throws Exception {
        Vertx vertx = Vertx.vertx();
        try (InstantModel model = new InstantModel(vertx)) {
            List<Integer> turns = bench.plan().turns();
            double before = 0;
            int turnsBefore = 0;
            for (int count : turns) {
                Samples took = new Samples();
                for (int i = 0; i < Math.min(3, bench.plan().starts()); i++) {
                    took.add(duel(bench, model, count));
                }
                String more = turnsBefore == 0
                        ? ""
                        : Report.text(
                                "   %.2f ms for each turn more", (took.median() - before) / (count - turnsBefore));
                bench.report().line(count + " turns", Report.text("median %.2f s%s", took.median() / 1e3, more));
                before = took.median();
                turnsBefore = count;
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static Duration duel(Bench bench, InstantModel model, int turns) throws IOException, InterruptedException {
        Path dir = Files.createTempDirectory(bench.dir(), "duel-");
        List<String> arguments = List.of(
                "--endpoint",
                model.endpoint(),
                "--model",
                "instant",
                "--max-turns",
                String.valueOf(turns),
                "--out",
                dir.toString(),
                "--quiet");
        try (RunningProgram arena = RunningProgram.start(bench.programs().arena(arguments), Map.of(), dir, "arena")) {
            return arena.awaitEnd(LIMIT);
        }
    }
}
