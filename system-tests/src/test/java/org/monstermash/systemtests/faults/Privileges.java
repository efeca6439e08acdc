package org.monstermash.systemtests.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.monstermash.systemtests.RunningProcess;

/** What only root may do, and programs that may be missing: where they are not, the test is left out. */
final class Privileges {
    private static final int O_PATH = 0x200000; // Linux: a place in the tree, EBADF for whatever reads or writes

    private Privileges() {}

    static boolean run(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(Redirect.DISCARD)
                            .redirectError(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void require(String... command) {
        assumeTrue(run(command), () -> "not possible here: " + String.join(" ", command));
    }

    /** A disk of its own, in memory. */
    record SmallDisk(Path folder) implements AutoCloseable {
        static SmallDisk mounted(Path folder, String options) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            require("mount", "-t", "tmpfs", "-o", options, "none", folder.toString());
            return new SmallDisk(folder);
        }

        @Override
        public void close() {
            run("umount", "-l", folder.toString());
        }
    }

    /** The library that lies to a process about the time, as its file says. */
    static Path fakeTime() {
        Optional<Path> library = Stream.of(
                        "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
                        "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
                        "/usr/lib/faketime/libfaketimeMT.so.1")
                .map(Path::of)
                .filter(Files::isRegularFile)
                .findFirst();
        assumeTrue(library.isPresent(), "faketime is not installed");
        return library.orElseThrow();
    }

    /** Every write of the process to a file fails beyond so many bytes, as on a broken disk; not the pipes it talks through. */
    static void limitFiles(RunningProcess process, String bytes) {
        require("prlimit", "--pid", String.valueOf(process.pid()), "--fsize=" + bytes + ":");
    }

    /**
     * Under the process' hands every file it has open, and whose name begins so, becomes one of which nothing can be read
     * and that cannot be written or locked. They are not closed, because the next socket would be given their numbers.
     *
     * @return how many they were
     */
    static int takeFiles(RunningProcess process, String name) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "gdb",
                "-nx",
                "-batch",
                "-p",
                String.valueOf(process.pid()),
                "-ex",
                "set $none = (int) open(\"/\", " + O_PATH + ")"));
        List<String> numbers = openFiles(process, name);
        numbers.forEach(number -> command.addAll(List.of("-ex", "call (int) dup2($none, " + number + ")")));
        require(command.toArray(String[]::new));
        assumeTrue(openFiles(process, name).isEmpty(), "gdb may not change a process here");
        return numbers.size();
    }

    private static List<String> openFiles(RunningProcess process, String name) throws IOException {
        try (Stream<Path> numbers = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return numbers.filter(number -> target(number).startsWith(name))
                    .map(number -> number.getFileName().toString())
                    .toList();
        }
    }

    /** The name of the file; of a socket or what is closed meanwhile, something else. */
    private static String target(Path link) {
        try {
            String path = Files.readSymbolicLink(link).toString();
            return path.substring(path.lastIndexOf('/') + 1);
        } catch (IOException e) {
            return "";
        }
    }

    /** A cable to a machine of its own: what runs in it reaches this one at {@link #address()}, until it is cut. */
    record Cable(String name) implements AutoCloseable {
        private static final String NETWORK = "10.231.77.";

        static Cable laid(String name) {
            new Cable(name).close(); // of a run that was killed
            require("ip", "netns", "add", name);
            Cable cable = new Cable(name);
            cable.ip("link", "add", name + "0", "type", "veth", "peer", "name", name + "1", "netns", name);
            cable.ip("addr", "add", NETWORK + "1/30", "dev", name + "0");
            cable.ip("link", "set", name + "0", "up");
            cable.ip("-n", name, "addr", "add", NETWORK + "2/30", "dev", name + "1");
            cable.ip("-n", name, "link", "set", name + "1", "up");
            cable.ip("-n", name, "link", "set", "lo", "up");
            return cable;
        }

        String address() {
            return NETWORK + "1";
        }

        /** The command, on the other machine. */
        List<String> beyond(List<String> command) {
            return Stream.concat(Stream.of("ip", "netns", "exec", name), command.stream())
                    .toList();
        }

        /** No packet passes any more, and nobody is told. */
        void cut() {
            ip("-n", name, "link", "set", name + "1", "down");
        }

        private void ip(String... arguments) {
            require(Stream.concat(Stream.of("ip"), Stream.of(arguments)).toArray(String[]::new));
        }

        @Override
        public void close() {
            run("ip", "link", "del", name + "0");
            run("ip", "netns", "del", name);
        }
    }
}
