package org.monstermash.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As scripts call it: in a process of its own, with nothing but this module on the class path. */
class PrintSettingsTest {
    @TempDir
    Path dir;

    record Ended(int exitCode, String out, String err) {}

    @Test
    void printsOneValueInForceALine() throws Exception {
        Files.writeString(dir.resolve(".env"), "UVICORN_PORT=8001\nBUS__TOKEN=canary\n");

        assertThat(print("GATEWAY_PORT", "GATEWAY_URL", "DATA_DIR", "PERSONAS_DIR", "BUS__TOKEN"))
                .isEqualTo(new Ended(
                        0, "8001\nhttp://localhost:8001\n" + dir.toRealPath().resolve("data") + "\n\n***\n", ""));
    }

    @Test
    void saysInOneLineWhatCannotBeUsed() throws Exception {
        Files.writeString(dir.resolve(".env"), "GATEWAY_PORT=door\n");

        assertThat(print("GATEWAY_PORT"))
                .isEqualTo(new Ended(2, "", "GATEWAY_PORT=door in .env: expected a whole number from 1 to 65535\n"));
    }

    @Test
    void refusesAKeyItDoesNotKnow() throws Exception {
        assertThat(print("GATEWAY_PROT")).isEqualTo(new Ended(2, "", "GATEWAY_PROT: there is no such setting\n"));
    }

    private Ended print(String... keys) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("target/classes").toAbsolutePath().toString(),
                PrintSettings.class.getName()));
        command.addAll(List.of(keys));
        ProcessBuilder builder = new ProcessBuilder(command).directory(dir.toFile());
        builder.environment().clear();
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes());
        String err = new String(process.getErrorStream().readAllBytes());
        return new Ended(process.waitFor(), out, err);
    }
}
