package org.monstermash.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The checked out repository. */
public final class Repository {
    /** Tests run in the folder of their module. */
    public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern MODULE = Pattern.compile("<module>(.+)</module>");

    private Repository() {}

    /** Every module with code, as the parent pom names them. */
    static List<String> modules() {
        return MODULE.matcher(read("pom.xml"))
                .results()
                .map(found -> found.group(1))
                .filter(module -> !module.equals("system-tests"))
                .toList();
    }

    public static String read(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The shell blocks of a section, line by line, without comments. */
    public static List<String> commandsIn(String document, String heading) {
        String section = section(document, heading);
        return Pattern.compile("(?s)```bash\\n(.*?)```")
                .matcher(section)
                .results()
                .flatMap((MatchResult block) -> block.group(1).lines())
                .map(line -> line.replaceAll("\\s*#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** What stands between a heading and the next one of its kind. */
    public static String section(String document, String heading) {
        String text = read(document);
        int begin = text.indexOf("\n" + heading + "\n");
        if (begin < 0) {
            throw new AssertionError(document + " has no section: " + heading);
        }
        int end = text.indexOf("\n" + heading.substring(0, heading.indexOf(' ') + 1), begin + heading.length());
        return text.substring(begin, end < 0 ? text.length() : end);
    }
}
