package org.monstermash.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.monstermash.architecture.Repository;

/** The jars as they are built, and how they are started. */
public final class Jars {
    public static final Path GATEWAY = built("gateway/target/gateway.jar");
    public static final Path WORKER = built("persona-worker/target/persona-worker.jar");

    public static final Path ARENA = built("arena/target/arena.jar");

    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

    private Jars() {}

    private static Path built(String path) {
        Path jar = Repository.ROOT.resolve(path);
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar + " is not built: scripts/build.sh");
        }
        return jar;
    }

    public static List<String> gateway() {
        return shipped(GATEWAY);
    }

    /** A program of the gateway's tests, with all that the gateway is made of. */
    public static List<String> gatewayTest(String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                newJava().toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                GATEWAY + ":" + Repository.ROOT.resolve("gateway/target/test-classes"),
                main));
        command.addAll(List.of(arguments));
        return command;
    }

    public static List<String> worker(String... arguments) {
        return shipped(WORKER, arguments);
    }

    public static List<String> arena(String... arguments) {
        return shipped(ARENA, arguments);
    }

    /** Under the options that {@code scripts/run.sh} and the images give it. */
    private static List<String> shipped(Path jar, String... arguments) {
        String options = jar.getFileName().toString().replace(".jar", ".options");
        return command(
                newJava(), List.of("@" + Repository.ROOT.resolve("scripts/jvm").resolve(options)), jar, arguments);
    }

    /** As people start it by hand: any Java, and no options. */
    public static List<String> workerWith(Path java, String... arguments) {
        return command(java, List.of(), WORKER, arguments);
    }

    private static List<String> command(Path java, List<String> options, Path jar, String... arguments) {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    public static Path newJava() {
        return JAVA_HOME.resolve("bin/java");
    }

    /** A Java too old for the jars, if one lies beside the one that runs the tests. */
    public static Optional<Path> oldJava() {
        try (Stream<Path> homes = Files.list(JAVA_HOME.getParent())) {
            return homes.filter(Jars::isOld)
                    .sorted()
                    .map(home -> home.resolve("bin/java"))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOld(Path home) {
        try {
            return Files.isExecutable(home.resolve("bin/java"))
                    && Files.readString(home.resolve("release"))
                            .matches("(?s).*JAVA_VERSION=\"(1\\.8|11|17|21)[^\\d].*");
        } catch (IOException e) {
            return false;
        }
    }
}
