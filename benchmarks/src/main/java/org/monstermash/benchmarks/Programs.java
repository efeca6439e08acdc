package org.monstermash.benchmarks;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The jars and how they are started.
 *
 * @param root the repository's folder
 * @param gatewayFlags the JVM's flags for a gateway
 * @param workerFlags the JVM's flags for a worker
 */
record Programs(Path root, List<String> gatewayFlags, List<String> workerFlags) {
    /** So that what they used can be told apart to the end. */
    static final String KEEPS_COMPILERS = "-XX:-UseDynamicNumberOfCompilerThreads";

    Programs {
        gatewayFlags = List.copyOf(gatewayFlags);
        workerFlags = List.copyOf(workerFlags);
    }

    /** With a JVM of its own flags before those that everybody uses. */
    List<String> gateway(String... more) {
        return command(Stream.concat(Stream.of(more), gatewayFlags.stream()).toList(), "gateway");
    }

    List<String> worker(String... arguments) {
        List<String> command = new ArrayList<>(command(workerFlags, "persona-worker"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** With a JVM's defaults, as a guest beside what is measured. */
    List<String> broker(String... arguments) {
        List<String> command = new ArrayList<>(command(List.of("-Xmx256m"), "broker"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** With a JVM's defaults: how most people start it. */
    List<String> arena(List<String> arguments) {
        List<String> command = new ArrayList<>(command(List.of(), "arena"));
        command.addAll(arguments);
        return command;
    }

    /** A main of this module, with the flags of the gateway it is compared with, but for the cache of the gateway's jar. */
    List<String> peer(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(java(), KEEPS_COMPILERS));
        gatewayFlags.stream().filter(flag -> !flag.startsWith("-XX:AOTCache=")).forEach(command::add);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private List<String> command(List<String> flags, String module) {
        Path jar = root.resolve(module).resolve("target").resolve(module + ".jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar + " is not built: scripts/build.sh");
        }
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(flags);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    /** Absolute, because a peer runs in another folder. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(joining(File.pathSeparator));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
