package org.monstermash.arena;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.monstermash.arena.fixture.Arena;

/** Runs the command in this process, as a shell would run it. */
final class ArenaRun {
    private ArenaRun() {}

    static Arena of(Path dir, String... args) {
        return of(dir, Map.of(), stop -> {}, args);
    }

    static Arena of(Path dir, Map<String, String> environment, Consumer<Runnable> onInterrupt, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(args));
        if (!all.contains("--out") && !all.contains("compare") && !all.contains("render")) {
            all.add("--out");
            all.add(dir.toString());
        }
        int code = new ArenaCommand(dir, environment, new Random(), onInterrupt)
                .execute(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
        return new Arena(code, out.toString(), err.toString(), dir);
    }
}
