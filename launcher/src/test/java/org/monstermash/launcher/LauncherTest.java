package org.monstermash.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Starts a jar as people do, with a Java that is too old. */
class LauncherTest {
    private static final Path NEW_JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    static Path dir;

    private final List<Process> started = new ArrayList<>();

    /** The beginning of a command line. */
    record Command(Path java, String jar) {}

    /** One that says it is old, and a truly old one if it lies beside the one that runs this test. */
    static Stream<Command> oldJavas() throws IOException {
        List<Command> javas = new ArrayList<>(List.of(new Command(NEW_JAVA, "pretending.jar")));
        Path besides = Path.of(System.getProperty("java.home")).getParent();
        try (Stream<Path> homes = Files.list(besides)) {
            homes.filter(LauncherTest::isOld)
                    .sorted()
                    .limit(1)
                    .forEach(home -> javas.add(new Command(home.resolve("bin/java"), "echo.jar")));
        }
        return javas.stream();
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

    @BeforeAll
    static void buildJars() throws IOException {
        Files.createDirectories(dir.resolve("folder with spaces"));
        buildJar("echo.jar", Launcher.class);
        buildJar("pretending.jar", PretendingToBeOld.class);
    }

    private static void buildJar(String name, Class<?> main) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
        manifest.getMainAttributes().putValue("Program-Class", EchoProgram.class.getName());
        try (OutputStream file =
                        Files.newOutputStream(dir.resolve("folder with spaces").resolve(name));
                JarOutputStream jar = new JarOutputStream(file, manifest)) {
            addClasses(jar, Path.of("target/classes"));
            addClasses(jar, Path.of("target/test-classes"));
        }
    }

    private static void addClasses(JarOutputStream jar, Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                jar.putNextEntry(new JarEntry(root.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, jar);
            }
        }
    }

    @AfterEach
    void endAll() {
        started.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    @ParameterizedTest
    @MethodSource("oldJavas")
    void theExitCodeIsPassedOn(Command java) throws Exception {
        Process process = start(java, "exit", "42");

        assertThat(process.waitFor(30, SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(42);
    }

    @ParameterizedTest
    @MethodSource("oldJavas")
    void argumentsAndOptionsOfTheJvmArePassedOn(Command java) throws Exception {
        try (BufferedReader out = start(java, "exit", "0", "a b", "\"c\"", "").inputReader()) {
            assertThat(out.readLine()).isEqualTo("said [exit, 0, a b, \"c\", ]");
            assertThat(out.readLine()).isEqualTo("option two words");
        }
    }

    @ParameterizedTest
    @MethodSource("oldJavas")
    void terminationIsPassedOnAndWaitedFor(Command java) throws Exception {
        Process process = start(java, "wait");
        try (BufferedReader out = process.inputReader()) {
            awaitLine(out, "waiting");

            process.toHandle().destroy();

            awaitLine(out, "goodbye");
            assertThat(process.waitFor(30, SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(128 + 15);
        }
    }

    @ParameterizedTest
    @MethodSource("oldJavas")
    void aProgramThatMindsASignalEndsByItself(Command java) throws Exception {
        Process process = start(java, "mind", "7");
        try (BufferedReader out = process.inputReader()) {
            awaitLine(out, "waiting");

            process.toHandle().destroy();

            assertThat(process.waitFor(30, SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @MethodSource("oldJavas")
    void theProgramEndsWithALauncherThatWasKilled(Command java) throws Exception {
        Process process = start(java, "wait");
        try (BufferedReader out = process.inputReader()) {
            long program = Long.parseLong(awaitLine(out, "pid ").substring("pid ".length()));
            awaitLine(out, "waiting");
            assertThat(program).isNotEqualTo(process.pid());

            process.toHandle().destroyForcibly();

            await().atMost(10, SECONDS).until(() -> !ProcessHandle.of(program)
                    .map(ProcessHandle::isAlive)
                    .orElse(false));
        }
    }

    @Test
    void aJavaThatIsNewEnoughRunsTheProgramItself() throws Exception {
        Process process = start(new Command(NEW_JAVA, "echo.jar"), "exit", "0");
        try (BufferedReader out = process.inputReader()) {
            assertThat(awaitLine(out, "pid ")).isEqualTo("pid " + process.pid());
        }
    }

    @Test
    void withoutAJdkThatIsNewEnoughOneLineSaysWhatIsNeeded() throws Exception {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();

        int exitCode = Launcher.runElsewhere(new String[0], 999, new PrintStream(errors));

        assertThat(exitCode).isEqualTo(2);
        assertThat(errors.toString())
                .isEqualTo("Java 999 or newer is needed, this is %s: install a JDK 999, or let JAVA_HOME name one.%n"
                        .formatted(System.getProperty("java.version")));
    }

    /** From another folder, by a relative path with spaces. */
    private Process start(Command start, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(start.java().toString());
        command.add("-Dtest.option=two words");
        command.addAll(List.of("-jar", "folder with spaces" + File.separator + start.jar()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .start();
        started.add(process);
        return process;
    }

    private static String awaitLine(BufferedReader out, String beginning) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(beginning)) {
                return line;
            }
        }
        throw new AssertionError("ended without saying: " + beginning);
    }
}
