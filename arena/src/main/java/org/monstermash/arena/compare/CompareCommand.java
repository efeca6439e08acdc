package org.monstermash.arena.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.monstermash.arena.transcript.TranscriptFile;
import org.monstermash.arena.turn.Recording;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code arena compare A.jsonl B.jsonl}. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Puts several runs side by side: a table here, and one page with charts.")
public final class CompareCommand implements Callable<Integer> {
    private static final long SEED = 1;

    @Parameters(arity = "1..*", paramLabel = "FILE.jsonl", description = "Transcripts.")
    private List<Path> files;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = "resonant-comparison.html",
            description = "Where the page goes (default: ${DEFAULT-VALUE}).")
    private Path output;

    @Option(names = "--by-speaker", description = "Compare the speakers of the runs, not the runs.")
    private boolean bySpeaker;

    @Option(names = "--no-html", description = "Only the table.")
    private boolean noHtml;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the bootstrap (default: " + SEED + ").")
    private long seed = SEED;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<Run> runs = new ArrayList<>();
        for (Path file : files) {
            Recording recording = read(file);
            String label = file.getFileName().toString().replaceFirst("\\.jsonl$", "");
            if (bySpeaker) {
                runs.addAll(Comparison.bySpeaker(label, recording));
            } else {
                runs.add(Comparison.whole(label, recording));
            }
        }
        Comparison comparison = Comparison.of(runs, seed);
        ComparisonTable.of(comparison).forEach(spec.commandLine().getOut()::println);
        if (!noHtml) {
            write(comparison);
        }
        return CommandLine.ExitCode.OK;
    }

    private Recording read(Path file) {
        try {
            return TranscriptFile.read(file);
        } catch (IOException e) {
            throw wrong(Files.exists(file) ? file + " cannot be read: " + e.getMessage() : file + " is not there");
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private void write(Comparison comparison) {
        try {
            ComparisonPage.write(output, comparison);
            spec.commandLine().getOut().println("Page: " + output);
        } catch (IOException e) {
            throw wrong(output + " cannot be written: " + e.getMessage());
        }
    }

    private CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
