package org.monstermash.systemtests;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.TimeUnit;

/** A container engine. A {@code docker} on the path is none yet. */
public final class Engine {
    private Engine() {}

    public static boolean answers() {
        try {
            Process info = new ProcessBuilder("docker", "info")
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            return info.waitFor(10, TimeUnit.SECONDS) && info.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
