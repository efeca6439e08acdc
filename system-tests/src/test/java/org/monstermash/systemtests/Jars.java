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
        return List.of(newJava().toString(), "-Xmx256m", "-jar", GATEWAY.toString());
    }

    /** With the options that {@code scripts/run.sh} and the image give it. */
    public static List<String> gatewayAsShipped() {
        Path options = Repository.ROOT.resolve("scripts/jvm/gateway.options");
        return List.of(newJava().toString(), "@" + options, "-jar", GATEWAY.toString());
    }

    /** With the memory that {@code scripts/run.sh} gives it. */
    public static List<String> worker(String... arguments) {
        return workerWith(newJava(), arguments);
    }

    public static List<String> workerWith(Path java, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-Xss512k",
                "-jar",
                WORKER.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    public static List<String> arena(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(newJava().toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", ARENA.toString()));
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
