package org.monstermash.worker;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** {@code java -jar persona-worker.jar witch}. Only a persona that goes to work boots Quarkus. */
@QuarkusMain
public final class WorkerMain {
    private static final int EXIT_FENCED = 2;

    private WorkerMain() {}

    public static void main(String... args) {
        // emoji and names also where the locale says nothing; the log asks for it once
        System.setProperty("stdout.encoding", StandardCharsets.UTF_8.name());
        WorkerCommand command = new WorkerCommand(Path.of("").toAbsolutePath(), System.getenv(), WorkerMain::work);
        int code = command.execute(utf8(System.out), utf8(System.err), args);
        System.exit(code);
    }

    /** Returns when the process is asked to end. */
    private static void work(Assignment assignment) {
        LogSettings.apply(assignment.settings().log());
        WorkerApplication.assign(assignment, WorkerMain::fenced);
        Quarkus.run(WorkerApplication.class);
    }

    /** Not to be started again: the one that came has the seats. */
    private static void fenced(String line) {
        utf8(System.err).println(line);
        Runtime.getRuntime().halt(EXIT_FENCED);
    }

    /** Emoji also where the locale says nothing. */
    private static PrintWriter utf8(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
