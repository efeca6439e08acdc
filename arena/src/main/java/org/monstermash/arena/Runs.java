package org.monstermash.arena;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.monstermash.arena.compare.Comparison;
import org.monstermash.arena.compare.ComparisonPage;
import org.monstermash.arena.compare.ComparisonTable;
import org.monstermash.arena.compare.Run;
import org.monstermash.arena.console.Console;
import org.monstermash.arena.console.OneLine;
import org.monstermash.arena.duel.Duel;
import org.monstermash.arena.duel.Listeners;
import org.monstermash.arena.duel.Time;
import org.monstermash.arena.options.Plan;
import org.monstermash.arena.render.CommonMark;
import org.monstermash.arena.render.Markdown;
import org.monstermash.arena.render.MeasureTable;
import org.monstermash.arena.render.Pandoc;
import org.monstermash.arena.render.TranscriptFiles;
import org.monstermash.arena.transcript.Mask;
import org.monstermash.arena.transcript.TranscriptFile;
import org.monstermash.arena.turn.DuelListener;
import org.monstermash.arena.turn.End;

/** Runs a plan, once or several times, with everybody who wants to hear of it. */
final class Runs {
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_INTERRUPTED = 130;
    private static final long COMPARISON_SEED = 1;

    private final RunOptions options;
    private final Casting casting;
    private final Optional<Watching> watching;
    private final Time time;
    private final PrintWriter out;
    private final Set<Duel> running = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    Runs(RunOptions options, Casting casting, Optional<Watching> watching, Time time, PrintWriter out) {
        this.options = options;
        this.casting = casting;
        this.watching = watching;
        this.time = time;
        this.out = out;
    }

    /** Ends what runs; what has not begun does not begin. Any thread. */
    void interrupt() {
        stopped = true;
        running.forEach(duel -> duel.stop(End.Reason.INTERRUPTED));
    }

    /** One run with the terminal to itself. */
    int once(Plan plan) {
        TranscriptFiles files = files(plan);
        End end = run(plan, files, console());
        if (!options.quiet && !options.json) {
            MeasureTable.of(files.turns()).forEach(out::println);
            out.println();
            files.html().ifPresent(html -> out.println("HTML: " + html.normalize()));
            out.println("Transcript: " + files.jsonl().normalize());
            out.flush();
        }
        return exitCode(end);
    }

    private Optional<DuelListener> console() {
        if (options.json) {
            return Optional.empty();
        }
        return Optional.of(options.quiet ? new OneLine(out) : new Console(out));
    }

    /** Several runs, some of them at once, each told in one line; then the comparison. */
    int repeated(Plan plan, Supplier<String> ids) {
        List<TranscriptFiles> files = new ArrayList<>();
        List<Future<Integer>> codes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(
                options.parallel, Thread.ofVirtual().factory())) {
            for (int i = 0; i < options.repeat; i++) {
                Plan own = plan.repeated(ids.get(), i);
                TranscriptFiles kept = files(own);
                files.add(kept);
                Optional<DuelListener> line = options.json ? Optional.empty() : Optional.of(new OneLine(out));
                codes.add(threads.submit(() -> stopped ? EXIT_INTERRUPTED : exitCode(run(own, kept, line))));
            }
        }
        int code = codes.stream().mapToInt(Runs::result).max().orElse(0);
        if (!stopped) {
            compare(files, plan.header().id());
        }
        return code;
    }

    private static int result(Future<Integer> code) {
        try {
            return code.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return EXIT_INTERRUPTED;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private void compare(List<TranscriptFiles> files, String id) {
        List<Run> runs = new ArrayList<>();
        Path page = options.out.resolve("resonant-comparison-" + id + ".html");
        try {
            for (TranscriptFiles each : files) {
                runs.add(Comparison.whole(label(each.jsonl()), TranscriptFile.read(each.jsonl())));
            }
            Comparison comparison = Comparison.of(runs, COMPARISON_SEED);
            if (!options.quiet && !options.json) {
                ComparisonTable.of(comparison).forEach(out::println);
            }
            if (!options.noHtml) {
                ComparisonPage.write(page, comparison);
                if (!options.json) {
                    out.println("Comparison: " + page.normalize());
                }
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(page + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** The id is what tells the runs apart. */
    private static String label(Path jsonl) {
        return jsonl.getFileName().toString().replaceFirst(".*-([0-9a-f]{6})\\.jsonl$", "$1");
    }

    private TranscriptFiles files(Plan plan) {
        Markdown markdown = options.pandoc == null ? new CommonMark() : new Pandoc(options.pandoc);
        Mask mask = new Mask(plan.secrets()::hidden);
        if (options.resume == null) {
            return TranscriptFiles.in(options.out, plan.header(), !options.noHtml, markdown, mask);
        }
        Path html = options.resume.resolveSibling(
                options.resume.getFileName().toString().replaceFirst("\\.jsonl$", "") + ".html");
        return new TranscriptFiles(
                options.resume, options.noHtml ? Optional.empty() : Optional.of(html), markdown, mask);
    }

    private End run(Plan plan, TranscriptFiles files, Optional<DuelListener> console) {
        // what is kept first, so that what is shown is kept
        List<DuelListener> listeners = new ArrayList<>(List.of(files));
        console.ifPresent(listeners::add);
        if (options.json) {
            listeners.add(new JsonTail(files.jsonl(), out));
        }
        Runnable[] stop = {() -> {}};
        watching.ifPresent(each -> listeners.add(each.open(plan.header(), () -> stop[0].run())));
        Duel duel = new Duel(plan.header(), casting.speakers(plan), new Listeners(listeners), time);
        stop[0] = () -> duel.stop(End.Reason.STOPPED);
        running.add(duel);
        try {
            if (stopped) {
                duel.stop(End.Reason.INTERRUPTED);
            }
            return duel.run(plan.before());
        } finally {
            running.remove(duel);
        }
    }

    private static int exitCode(End end) {
        return switch (end.reason()) {
            case TURN_LIMIT, STOP_TEXT, REPETITION, BUDGET, STOPPED -> 0;
            case EMPTY, ERROR -> EXIT_FAILED;
            case INTERRUPTED -> EXIT_INTERRUPTED;
        };
    }
}
