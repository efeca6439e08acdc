package org.monstermash.worker;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.monstermash.models.Prompt;
import org.monstermash.personas.Persona;
import org.monstermash.personas.PersonaFileException;
import org.monstermash.personas.files.PersonaLibrary;
import org.monstermash.settings.Settings;
import org.monstermash.settings.SettingsCatalog;
import org.monstermash.settings.SettingsException;
import org.monstermash.settings.SettingsLoader;
import org.monstermash.worker.turns.Time;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line. Whatever is wrong with it, with a setting or with a file, is one line on stderr and exit code 2. */
@Command(
        name = "persona-worker",
        description = "Wakes one monster or several and lets them talk, until Ctrl-C or SIGTERM.",
        footer = {"", "Settings come from the environment and .env: see docs/CONFIGURATION.md."})
final class WorkerCommand implements Callable<Integer> {
    private static final int EXIT_UNUSABLE = 2;
    private static final int EXIT_NOT_ANSWERED = 1;
    private static final Prompt GREETING = new Prompt(
            "", List.of(new Prompt.Turn(Prompt.Role.USER, "Greet a room full of monsters in one short sentence.")));

    private final Path workingDir;
    private final Map<String, String> environment;
    private final Consumer<Assignment> work;
    private final ModelMaker modelMaker = ModelMaker.real(Time.real());

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "PERSONA",
            description = "a shipped key (witch, vampire, ghost, werewolf, zombie), a key in PERSONAS_DIR,"
                    + " a path to a .yaml file, or a character card (.png, .json)")
    private List<String> named = new ArrayList<>();

    @Option(names = "--all", description = "every shipped persona and those in PERSONAS_DIR")
    private boolean all;

    @Option(names = "--list", description = "list the personas there are, and end")
    private boolean list;

    @Option(
            names = "--check",
            description = "read files and settings, print key, model, endpoint, API key and triggers of each persona"
                    + " (all without names), and end")
    private boolean check;

    @Option(names = "--config", description = "print every setting in force, without secrets, and end")
    private boolean config;

    @Option(
            names = "--show-prompt",
            description = "print the request that each persona's model gets in a sample room, without keys, and end")
    private boolean showPrompt;

    @Option(
            names = "--try",
            description = "ask each persona's model and the default model once (all without names), print text, tokens"
                    + " and times, and end; 1 when one did not answer")
    private boolean tryModels;

    @Option(
            names = "--model",
            paramLabel = "PROVIDER/MODEL",
            description = "with --try: ask this model instead; may come several times")
    private List<String> models = new ArrayList<>();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this, and end")
    private boolean help;

    /**
     * @param workingDir where {@code .env} and relative paths are looked for
     * @param work what to do with personas that go to work
     */
    WorkerCommand(Path workingDir, Map<String, String> environment, Consumer<Assignment> work) {
        this.workingDir = workingDir;
        this.environment = environment;
        this.work = work;
    }

    /** @return the exit code */
    int execute(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(this)
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((problem, ignored) -> oneLine(err, problem.getMessage()))
                .setExecutionExceptionHandler((problem, command, parsed) -> {
                    if (problem instanceof SettingsException || problem instanceof PersonaFileException) {
                        return oneLine(err, problem.getMessage());
                    }
                    throw problem;
                })
                .execute(args);
    }

    private static int oneLine(PrintWriter err, String problem) {
        err.println(problem.lines().findFirst().orElse(problem));
        return EXIT_UNUSABLE;
    }

    @Override
    public Integer call() {
        if (config) {
            SettingsCatalog.inForce(workingDir, environment)
                    .forEach(entry -> out().println(entry.key() + "=" + entry.shownValue()));
            return 0;
        }
        Settings settings = SettingsLoader.load(workingDir, environment);
        Casting casting = new Casting(new PersonaLibrary(settings.personasDir()));
        if (list) {
            casting.cast(List.of(), true).forEach(this::list);
            return 0;
        }
        if (check) {
            return check(casting, new Lineup(settings));
        }
        if (tryModels) {
            return tryModels(casting, new Lineup(settings));
        }
        if (named.isEmpty() && !all) {
            return oneLine(
                    spec.commandLine().getErr(),
                    "which persona? Name one or several, or --all; --list says which there are");
        }
        List<Persona> personas = casting.cast(named, all);
        if (showPrompt) {
            personas.forEach(persona -> showPrompt(persona, new Lineup(settings)));
            return 0;
        }
        List<String> problems = new Lineup(settings).problems(personas);
        if (!problems.isEmpty()) {
            throw new SettingsException(problems.getFirst());
        }
        work.accept(new Assignment(settings, personas, everybody(casting, personas)));
        return 0;
    }

    private int check(Casting casting, Lineup lineup) {
        List<String> problems = new ArrayList<>();
        List<Persona> personas =
                casting.cast(named, all || named.isEmpty(), problem -> problems.add(problem.getMessage()));
        for (Persona persona : personas) {
            Lineup.Shown shown = lineup.shown(persona);
            out().println(String.join(
                    "\t",
                    persona.key(),
                    shown.model(),
                    shown.address(),
                    "key: " + shown.key(),
                    String.join(", ", persona.triggers())));
        }
        problems.addAll(lineup.problems(personas));
        problems.forEach(problem -> oneLine(spec.commandLine().getErr(), problem));
        return problems.isEmpty() ? 0 : EXIT_UNUSABLE;
    }

    /** Also those that do not work here; files that cannot be read have been told of, or concern nobody here. */
    private static List<Persona> everybody(Casting casting, List<Persona> personas) {
        Set<Persona> everybody = new LinkedHashSet<>(personas);
        everybody.addAll(casting.cast(List.of(), true, ignored -> {}));
        return List.copyOf(everybody);
    }

    private void list(Persona persona) {
        out().println(String.join(
                "\t", persona.key(), (persona.emoji() + " " + persona.displayName()).strip(), persona.summary()));
    }

    private void showPrompt(Persona persona, Lineup lineup) {
        out().println("# " + persona.key());
        out().println(SampleRoom.request(persona, lineup.first(persona), lineup.routing()));
    }

    private int tryModels(Casting casting, Lineup lineup) {
        Map<String, Prompt> auditions = new LinkedHashMap<>();
        if (models.isEmpty()) {
            for (Persona persona : casting.cast(named, all || named.isEmpty())) {
                auditions.putIfAbsent(lineup.first(persona), SampleRoom.prompt(persona));
            }
            models.add(lineup.fallback());
        }
        models.forEach(model -> auditions.putIfAbsent(model, GREETING));
        Audition audition = new Audition(lineup.routing(), modelMaker, out());
        int silent = 0;
        for (Map.Entry<String, Prompt> each : auditions.entrySet()) {
            silent += audition.hear(each.getKey(), each.getValue()) ? 0 : 1;
        }
        return silent == 0 ? 0 : EXIT_NOT_ANSWERED;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
