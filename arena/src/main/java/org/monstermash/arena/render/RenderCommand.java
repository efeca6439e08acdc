package org.monstermash.arena.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.monstermash.arena.transcript.MeasuredTurn;
import org.monstermash.arena.transcript.TranscriptFile;
import org.monstermash.arena.turn.Recording;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code arena render FILE.jsonl}. */
@Command(
        name = "render",
        mixinStandardHelpOptions = true,
        description = "Makes a page of a transcript, whole or not, with totals and charts.")
public final class RenderCommand implements Callable<Integer> {
    @Parameters(arity = "1", paramLabel = "FILE.jsonl", description = "A transcript.")
    private Path file;

    @ArgGroup
    private Format format = new Format();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where it goes (default: beside the transcript, ending in .html or .md).")
    private Path output;

    @Option(
            names = "--pandoc-path",
            paramLabel = "FILE",
            description = "Let this pandoc make the HTML of what was said; else it is done in here.")
    private Path pandoc;

    @Spec
    private CommandSpec spec;

    static final class Format {
        @Option(names = "--html", description = "One self-contained HTML file (default).")
        private boolean html;

        @Option(names = "--md", description = "Markdown.")
        private boolean md;
    }

    @Override
    public Integer call() {
        Recording recording = read();
        Path target = output == null ? beside() : output;
        try {
            write(recording, target);
        } catch (IOException e) {
            throw wrong(target + " cannot be written: " + e.getMessage());
        }
        spec.commandLine().getOut().println(target);
        return CommandLine.ExitCode.OK;
    }

    private void write(Recording recording, Path target) throws IOException {
        List<MeasuredTurn> turns = MeasuredTurn.all(recording.turns());
        if (format.md) {
            Files.writeString(target, MarkdownPage.of(recording.header(), turns, recording.end()));
        } else {
            Markdown markdown = pandoc == null ? new CommonMark() : new Pandoc(pandoc);
            HtmlFile.write(target, recording.header(), turns, recording.end(), markdown);
        }
    }

    private Recording read() {
        try {
            return TranscriptFile.read(file);
        } catch (IOException e) {
            throw wrong(Files.exists(file) ? file + " cannot be read: " + e.getMessage() : file + " is not there");
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private Path beside() {
        String name = file.getFileName().toString().replaceFirst("\\.jsonl$", "");
        return file.resolveSibling(name + (format.md ? ".md" : ".html"));
    }

    private CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
