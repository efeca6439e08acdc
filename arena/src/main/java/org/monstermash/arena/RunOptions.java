package org.monstermash.arena;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The flags that say what becomes of a run: files, console, room, repetitions. */
final class RunOptions {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "where transcripts and pages go (default: here)")
    Path out;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description = "go on with the duel of this .jsonl; limits, addresses and headers may be given anew")
    Path resume;

    @Option(names = "--no-html", description = "write no HTML")
    boolean noHtml;

    @Option(names = "--pandoc-path", paramLabel = "FILE", description = "let this pandoc make the HTML of the texts")
    Path pandoc;

    @Option(
            names = "--watch",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "URL",
            description = "show the duel in a room of a running gateway (default: GATEWAY_URL)")
    String watch;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description = "run N times, with the seeds seed, seed+1, …, and compare")
    int repeat;

    @Option(names = "--parallel", paramLabel = "M", defaultValue = "1", description = "of these, M at once")
    int parallel;

    @Option(names = "--quiet", description = "say one line at the end")
    boolean quiet;

    @Option(names = "--json", description = "write the transcript's lines to the standard output, and nothing else")
    boolean json;
}
