package org.monstermash.systemtests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.monstermash.architecture.Repository;

/**
 * {@code docs/RELIABILITY.md}, written by the runs. Only those at full size write it, so that a normal run leaves the
 * repository as it is: {@code -Dreliability.write=true}, as {@code scripts/test.sh --long} does.
 */
final class Reliability {
    static final Path DOCUMENT = Repository.ROOT.resolve("docs/RELIABILITY.md");

    private static final String HEAD = """
            # What it survives

            Each row is a test in `system-tests/src/test/java/org/monstermash/systemtests/faults`: real jars as processes, killed,
            frozen, cut off or starved. A smaller edition of nearly each runs with every build; `scripts/test.sh --long`
            runs all at full size and writes this table. Where a row says *all in order*, a checker watched every reader: its seq
            grows by one, no id comes twice, all have one order, every post that was answered with 200 is there once, and every
            message ends for each persona in one reply or one silence.

            The figures are of one machine with two cores that also ran the tests and other work (loads of 1 to 50), so times are
            longer than a quiet one takes.
            A dash stands where the test has not been run at full size yet.

            | | fault | must | figure |
            |---|---|---|---|
            """;
    private static final String NONE_YET = "–";
    private static final Pattern LINE = Pattern.compile("\\| ([A-Z]\\d+[A-Z]?) \\|.*\\| ([^|]*) \\|");

    private Reliability() {}

    /** Notes what a run at full size measured. */
    static synchronized void figure(Row row, String format, Object... arguments) {
        String figure = String.format(Locale.ROOT, format, arguments);
        System.out.println("[figure] " + row + ": " + figure);
        if (Boolean.getBoolean("reliability.write")) {
            Map<Row, String> figures = new EnumMap<>(figures());
            figures.put(row, figure);
            write(figures);
        }
    }

    /** What the document says. */
    static Map<Row, String> figures() {
        if (!Files.exists(DOCUMENT)) {
            return Map.of();
        }
        return Repository.read("docs/RELIABILITY.md")
                .lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(line -> Row.valueOf(line.group(1)), line -> line.group(2)));
    }

    static String document(Map<Row, String> figures) {
        return HEAD
                + Stream.of(Row.values())
                        .map(row -> "| %s | %s | %s | %s |\n"
                                .formatted(row, row.fault(), row.mark(), figures.getOrDefault(row, NONE_YET)))
                        .collect(Collectors.joining());
    }

    static void write(Map<Row, String> figures) {
        try {
            Files.writeString(DOCUMENT, document(figures));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
