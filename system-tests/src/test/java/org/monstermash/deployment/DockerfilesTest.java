package org.monstermash.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monstermash.architecture.Repository;

/** What an image is made of is there, is pinned, and runs without rights. scripts/check-image.sh performs it. */
class DockerfilesTest {
    private static final Set<String> KNOWN = Set.of(
            "FROM",
            "LABEL",
            "RUN",
            "WORKDIR",
            "COPY",
            "USER",
            "ENV",
            "VOLUME",
            "EXPOSE",
            "HEALTHCHECK",
            "ENTRYPOINT",
            "CMD");

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "persona-worker", "arena"})
    void itNeedsItsJarAndFilesOfTheRepositoryAndIsGivenThem(String image) {
        Dockerfile dockerfile = Dockerfile.of(image);
        String jar = image + "/target/" + image + ".jar";

        assertThat(dockerfile.instructions())
                .allSatisfy(each -> assertThat(KNOWN).contains(each.name()));
        assertThat(dockerfile.sources()).contains(jar).allSatisfy(source -> {
            if (!source.equals(jar)) {
                assertThat(Repository.ROOT.resolve(source)).isRegularFile();
            }
            assertThat(Repository.read(".dockerignore").lines().filter(line -> line.startsWith("!")))
                    .as("%s is let through by .dockerignore", source)
                    .anyMatch(line -> Path.of(source).startsWith(line.substring(1)));
        });
        assertThat(Repository.read(image + "/src/main/resources/application.properties"))
                .as("the jar's name is the module's")
                .contains("quarkus.package.output-name=" + image)
                .contains("quarkus.package.jar.add-runner-suffix=false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "persona-worker", "arena"})
    void whatChangesOftenComesAfterWhatSeldomDoes(String image) {
        List<String> sources = Dockerfile.of(image).sources();

        assertThat(sources.getLast()).isEqualTo(image + "/target/" + image + ".jar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "persona-worker", "arena"})
    void itsBaseIsPinnedAndNewEnough(String image) {
        String base = Dockerfile.of(image).only("FROM").rest();

        assertThat(base).matches("eclipse-temurin:25\\.\\d+\\.\\d+_\\d+-jre-noble");
        assertThat(base).isEqualTo(Dockerfile.of("gateway").only("FROM").rest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "persona-worker", "arena"})
    void itRunsWithoutRightsAndItsVariablesAreSettings(String image) {
        Dockerfile dockerfile = Dockerfile.of(image);

        assertThat(dockerfile.user()).isEqualTo("1001:1001");
        Map<String, String> settings = dockerfile.environment();
        settings.remove("MALLOC_ARENA_MAX"); // the C library reads it, not we
        KnownSettings.check(image, settings);
        assertThat(dockerfile.only("VOLUME").rest())
                .as("what it writes lies in its volume")
                .isEqualTo(dockerfile.environment().get("DATA_DIR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "persona-worker", "arena"})
    void itIsTrainedUnderTheOptionsItRunsWith(String image) {
        Dockerfile dockerfile = Dockerfile.of(image);
        List<String> entrypoint = dockerfile.only("ENTRYPOINT").exec();

        assertThat(entrypoint)
                .contains("@/app/" + image + ".options", "-XX:AOTCache=/app/" + image + ".aot")
                .endsWith("-jar", "/app/" + image + ".jar");
        assertThat(dockerfile.all("RUN").getLast().rest()).startsWith("bash train.sh " + image);
        assertThat(dockerfile.sources()).contains("scripts/jvm/" + image + ".options");
        assertThat(Repository.read("deploy/images/train.sh"))
                .contains("\"@$app/$name.options\"", "-XX:AOTCacheOutput=\"$app/$name.aot\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "persona-worker"})
    void itsHealthIsAskedByAFileThatItHas(String image) {
        Dockerfile dockerfile = Dockerfile.of(image);

        assertThat(dockerfile.only("HEALTHCHECK").exec()).containsExactly("bash", "/app/healthy.sh");
        assertThat(dockerfile.sources()).contains("deploy/images/" + image + "/healthy.sh");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "persona-worker", "arena"})
    void itSaysWhatItIs(String image) {
        assertThat(Dockerfile.of(image).only("LABEL").rest())
                .contains(
                        "org.opencontainers.image.title=\"monster-mash-" + image + "\"",
                        "org.opencontainers.image.version=\"" + Shipped.VERSION + "\"",
                        "org.opencontainers.image.licenses=\"Apache-2.0\"");
    }
}
