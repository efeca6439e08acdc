package org.monstermash.arena;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.monstermash.arena.compare.CompareCommand;
import org.monstermash.arena.duel.Time;
import org.monstermash.arena.options.DuelOptions;
import org.monstermash.arena.options.Plan;
import org.monstermash.arena.options.Planner;
import org.monstermash.arena.options.Resumption;
import org.monstermash.arena.options.Routes;
import org.monstermash.arena.options.UsageProblem;
import org.monstermash.arena.render.RenderCommand;
import org.monstermash.arena.transcript.TranscriptFile;
import org.monstermash.arena.turn.Recording;
import org.monstermash.models.routing.Routing;
import org.monstermash.personas.PersonaFileException;
import org.monstermash.personas.files.PersonaLibrary;
import org.monstermash.settings.Settings;
import org.monstermash.settings.SettingsException;
import org.monstermash.settings.SettingsLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line. Whatever is wrong with it, with a setting or with a file, is one line on stderr and exit code 2. */
@Command(
        name = "arena",
        description = "Lets two models converse, and keeps what they say.",
        subcommands = {RenderCommand.class, CompareCommand.class},
        usageHelpAutoWidth = true,
        footer = {
            "",
            "java -jar arena.jar --demo",
            "java -jar arena.jar --endpoint http://localhost:11434/api/chat --model gemma3",
            "",
            "Recipes: docs/ARENA.md. Settings of the environment and .env: docs/CONFIGURATION.md."
        })
final class ArenaCommand implements Callable<Integer> {
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_UNUSABLE = 2;
    private static final int IDS = 1 << 24;
    private static final int MAX_PARALLEL = 256;

    private final Path workingDir;
    private final Map<String, String> environment;
    private final RandomGenerator dice;
    private final Consumer<Runnable> onInterrupt;
    private final Time time = Time.real();

    @Spec
    private CommandSpec spec;

    @Mixin
    private DuelOptions duel;

    @Mixin
    private RunOptions run;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this, and end")
    private boolean help;

    /**
     * @param workingDir where {@code .env} is looked for
     * @param dice makes the duels' ids
     * @param onInterrupt is given what to do when the process is asked to end
     */
    ArenaCommand(
            Path workingDir, Map<String, String> environment, RandomGenerator dice, Consumer<Runnable> onInterrupt) {
        this.workingDir = workingDir;
        this.environment = environment;
        this.dice = dice;
        this.onInterrupt = onInterrupt;
    }

    /** @return the exit code */
    int execute(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(this)
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((problem, ignored) -> oneLine(err, problem.getMessage(), EXIT_UNUSABLE))
                .setExecutionExceptionHandler((problem, command, parsed) -> {
                    if (problem instanceof UsageProblem
                            || problem instanceof SettingsException
                            || problem instanceof PersonaFileException) {
                        return oneLine(err, problem.getMessage(), EXIT_UNUSABLE);
                    }
                    return oneLine(err, String.valueOf(problem.getMessage()), EXIT_FAILED);
                })
                .execute(args);
    }

    private static int oneLine(PrintWriter err, String problem, int code) {
        err.println(problem.lines().findFirst().orElse(problem));
        err.flush();
        return code;
    }

    @Override
    public Integer call() {
        check();
        Settings settings = SettingsLoader.load(workingDir, environment);
        PersonaLibrary personas = new PersonaLibrary(settings.personasDir());
        Routes routes = routes(new Routing(settings.modelRouting()));
        Plan plan = run.resume == null
                ? new Planner(duel, personas, routes).plan(id(), time.clock().instant())
                : new Resumption(duel, personas, routes).plan(recording());
        makeFolder();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Optional<Watching> watching = Optional.ofNullable(run.watch)
                .map(url -> new Watching(url, settings, time, (run.json || run.quiet ? err : out)::println));
        Runs runs = new Runs(run, new Casting(settings.modelRouting(), time), watching, time, out);
        onInterrupt.accept(runs::interrupt);
        return run.repeat == 1 ? runs.once(plan) : runs.repeated(plan, this::id);
    }

    private static Routes routes(Routing routing) {
        return model -> {
            routing.problem(model).ifPresent(problem -> {
                throw new UsageProblem(problem);
            });
            return routing.endpoint(model);
        };
    }

    private String id() {
        return String.format(Locale.ROOT, "%06x", dice.nextInt(IDS));
    }

    private void check() {
        if (run.repeat < 1) {
            throw new UsageProblem("--repeat: expected at least 1: " + run.repeat);
        }
        if (run.parallel < 1 || run.parallel > MAX_PARALLEL) {
            throw new UsageProblem("--parallel: expected 1 to " + MAX_PARALLEL + ": " + run.parallel);
        }
        if (run.repeat > 1 && run.resume != null) {
            throw new UsageProblem("--repeat: cannot be given with --resume");
        }
        if (Files.exists(run.out) && !Files.isDirectory(run.out)) {
            throw new UsageProblem("--out: expected a folder: " + run.out);
        }
        if (run.pandoc != null && !Files.isExecutable(run.pandoc)) {
            throw new UsageProblem("--pandoc-path: there is no such program: " + run.pandoc);
        }
    }

    /** Before anybody is asked: an answer that cannot be kept would be paid for in vain. */
    private void makeFolder() {
        if (run.resume != null) {
            return;
        }
        try {
            Files.createDirectories(run.out);
        } catch (IOException e) {
            throw new UsageProblem("--out: " + run.out + " cannot be made: " + e.getMessage());
        }
        if (!Files.isWritable(run.out)) {
            throw new UsageProblem("--out: " + run.out + " cannot be written to");
        }
    }

    private Recording recording() {
        try {
            return TranscriptFile.read(run.resume);
        } catch (NoSuchFileException e) {
            throw new UsageProblem("--resume: there is no such file: " + run.resume);
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageProblem("--resume: " + e.getMessage());
        }
    }
}
