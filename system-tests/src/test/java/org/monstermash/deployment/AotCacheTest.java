package org.monstermash.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.architecture.Repository;
import org.monstermash.systemtests.RunningProcess;

/** A cache is used for exactly the jar, the JDK and the options that it was made for; otherwise the start is a plain one. */
class AotCacheTest {
    private static final String PLAIN = "@scripts/jvm/gateway.options";
    private static final String CACHED = "-XX:AOTCache=gateway/target/gateway.aot";

    @TempDir
    Path dir;

    private Path jar;

    @BeforeEach
    void aFolderWithAJarAndItsCache() throws IOException {
        Files.createDirectories(dir.resolve("scripts/jvm"));
        for (String script : List.of("lib.sh", "aot.sh", "jvm/gateway.options")) {
            Files.copy(Repository.ROOT.resolve("scripts/" + script), dir.resolve("scripts/" + script));
        }
        jar = Files.createDirectories(dir.resolve("gateway/target")).resolve("gateway.jar");
        Files.writeString(jar, "a jar");
        Files.writeString(dir.resolve("gateway/target/gateway.aot"), "what was learned");
        script("aot_stamp \"$GATEWAY_JAR\" >\"$(aot_cache \"$GATEWAY_JAR\").for\"");
    }

    @Test
    void aCacheThatFitsIsUsed() {
        assertThat(options()).containsExactly(PLAIN, CACHED);
    }

    @Test
    void aJarThatWasBuiltAnewStartsPlainly() throws IOException {
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(options()).containsExactly(PLAIN);
    }

    @Test
    void otherOptionsStartPlainly() throws IOException {
        Files.writeString(dir.resolve(PLAIN.substring(1)), "-XX:+UseG1GC\n");

        assertThat(options()).containsExactly(PLAIN);
    }

    @Test
    void withoutACacheTheStartIsPlain() throws IOException {
        Files.delete(dir.resolve("gateway/target/gateway.aot"));

        assertThat(options()).containsExactly(PLAIN);
    }

    private List<String> options() {
        return script("jvm_for \"$GATEWAY_JAR\"; printf '%s\\n' \"${jvm[@]}\"");
    }

    private List<String> script(String commands) {
        String all = "set -euo pipefail; . scripts/lib.sh; . scripts/aot.sh; find_java; " + commands;
        Map<String, String> environment = Map.of("JAVA_HOME", System.getProperty("java.home"));
        try (RunningProcess bash = RunningProcess.start(dir, environment, List.of("bash", "-c", all))) {
            assertThat(bash.awaitExit(Duration.ofSeconds(60))).as(bash.said()).isZero();
            return List.copyOf(bash.out());
        }
    }
}
