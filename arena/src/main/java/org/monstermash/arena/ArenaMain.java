package org.monstermash.arena;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;

/** {@code java -jar arena.jar --demo}. Plain Java from here: nothing of it needs a booted Quarkus, so none is booted. */
@QuarkusMain
public final class ArenaMain {
    private ArenaMain() {}

    public static void main(String... args) {
        // before anything logs: otherwise the log says at once, on the terminal, that it came too late
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        // Netty's fast memory makes a JDK 25 warn on the terminal; two models never need it
        System.setProperty("io.netty.noUnsafe", "true");
        ArenaCommand command = new ArenaCommand(
                Path.of("").toAbsolutePath(), System.getenv(), new SecureRandom(), Interrupts::install);
        System.exit(command.execute(utf8(System.out), utf8(System.err), args));
    }

    /** Emoji also where the locale says nothing. */
    private static PrintWriter utf8(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
