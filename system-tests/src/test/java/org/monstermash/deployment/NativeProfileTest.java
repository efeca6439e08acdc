package org.monstermash.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monstermash.architecture.Repository;

/** What can be known about the native programs without a native-image: the rest needs GraalVM. */
class NativeProfileTest {
    private static final Pattern PROFILE = Pattern.compile("(?s)<profile>(.*?<id>native</id>.*?)</profile>");
    private static final Pattern RESOURCES =
            Pattern.compile("<quarkus.native.resources.includes>([^<]+)</quarkus.native.resources.includes>");

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "persona-worker"})
    void theProfileBuildsAProgramInsteadOfAJarAndLeavesTheLauncherOut(String module) {
        assertThat(profile(module))
                .contains(
                        "<quarkus.native.enabled>true<", "<quarkus.package.jar.enabled>false<", "<launcher.skip>true<");
        assertThat(Repository.read("pom.xml")).contains("<skip>${launcher.skip}</skip>", "<launcher.skip>false<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "persona-worker"})
    void theResourcesThatItTakesAlongAreThere(String module) {
        Matcher resources = RESOURCES.matcher(profile(module));
        assertThat(resources.find()).isTrue();

        for (String pattern : resources.group(1).split(",")) {
            if (pattern.startsWith("com/") || pattern.startsWith("META-INF/")) {
                continue; // of a library, or made by the build
            }
            String owner = pattern.contains("personas/") ? "personas" : module;
            Path resource = Repository.ROOT
                    .resolve(owner)
                    .resolve("src/main/resources")
                    .resolve(pattern.replaceAll("/\\*.*", ""));
            assertThat(resource).exists();
        }
    }

    private static String profile(String module) {
        Matcher profile = PROFILE.matcher(Repository.read(module + "/pom.xml"));
        assertThat(profile.find()).as("%s has a profile native", module).isTrue();
        return profile.group(1);
    }
}
