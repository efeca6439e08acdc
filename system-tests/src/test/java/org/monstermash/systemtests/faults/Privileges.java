package org.monstermash.systemtests.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What only root may do, and programs that may be missing: where they are not, the test is left out. */
final class Privileges {
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
