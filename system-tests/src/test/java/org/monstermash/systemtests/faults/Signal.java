package org.monstermash.systemtests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.monstermash.systemtests.RunningProcess;

/** What {@link Process} has no method for. */
enum Signal {
    STOP,
    CONT;

    void to(RunningProcess process) {
        try {
            int code = new ProcessBuilder("bash", "-c", "kill -" + name() + " " + process.pid())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + name() + " " + process.pid() + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
