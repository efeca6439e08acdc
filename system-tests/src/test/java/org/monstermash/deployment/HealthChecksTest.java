package org.monstermash.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.monstermash.architecture.Repository;
import org.monstermash.systemtests.FreePort;
import org.monstermash.systemtests.OpenRoom;
import org.monstermash.systemtests.RunningProcess;

/** What asks gateway and workers how they are gets the right answer. */
class HealthChecksTest {
    private static final Duration ANSWER = Duration.ofSeconds(30);

    @TempDir
    Path dir;

    @Test
    @Tag("system")
    void everyPathThatADeploymentAsksIsAnsweredByTheGateway() {
        Set<String> paths = new TreeSet<>();
        for (String overlay : List.of("local", "production", "strimzi")) {
            JsonNode gateway =
                    Manifests.ofOverlay(overlay).find("Deployment", "gateway").orElseThrow();
            paths.addAll(gateway.findValuesAsText("path"));
            paths.add(gateway.at("/spec/template/metadata/annotations/prometheus.io~1path")
                    .asText());
        }
        paths.addAll(YamlFile.only("deploy/observability/prometheus.yml").findValuesAsText("metrics_path"));
        assertThat(paths).containsExactly("/q/health/live", "/q/health/ready", "/q/metrics");

        try (OpenRoom room = OpenRoom.in(dir, Map.of(), List.of())) {
            assertThat(paths).allSatisfy(room.client()::get);
            assertThat(answer("gateway", Map.of("GATEWAY_PORT", String.valueOf(room.port()))))
                    .isZero();
        }
    }

    @Test
    void aGatewayThatIsNotThereIsNotHealthy() {
        assertThat(answer("gateway", Map.of("GATEWAY_PORT", String.valueOf(FreePort.find()))))
                .isNotZero();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aWorkerIsHealthyWhileItIsConnectedToItsBus() throws IOException {
        try (ServerSocket bus = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            List<Map<String, String>> environments = List.of(
                    Map.of("GATEWAY_URL", "http://localhost:" + bus.getLocalPort()),
                    Map.of("BUS__KAFKA__BROKERS", "elsewhere:1,localhost:" + bus.getLocalPort()),
                    Map.of("BUS__KAFKA__BROKERS__0", "localhost:" + bus.getLocalPort()));
            assertThat(environments).allSatisfy(environment -> assertThat(answer("persona-worker", environment))
                    .isEqualTo(1));

            try (Socket connected = new Socket(bus.getInetAddress(), bus.getLocalPort())) {
                assertThat(connected.isConnected()).isTrue();
                assertThat(environments).allSatisfy(environment -> assertThat(answer("persona-worker", environment))
                        .isZero());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"http://room.example, 80", "https://room.example/, 443", "https://room.example:8443/a, 8443"})
    void aWorkerIsHealthyOnThePortThatItsAddressMeans(String gateway, int port) throws IOException {
        Path kernel = Files.createDirectory(dir.resolve("bin")).resolve("cat");
        Files.writeString(
                kernel,
                "#!/bin/sh\nprintf '%s\\n' '  0: 0100007F:9C40 0100007F:" + "%04X".formatted(port) + " 01 0'\n");
        assertThat(kernel.toFile().setExecutable(true)).isTrue();
        String path = kernel.getParent() + ":" + System.getenv("PATH");

        assertThat(answer("persona-worker", Map.of("PATH", path, "GATEWAY_URL", gateway)))
                .isZero();
        assertThat(answer("persona-worker", Map.of("PATH", path, "GATEWAY_URL", "http://room.example:1")))
                .isEqualTo(1);
    }

    @Test
    void theManifestsAskWorkersByTheFileOfTheImage() {
        List<String> asked = Dockerfile.of("persona-worker").only("HEALTHCHECK").exec();

        assertThat(Stream.of("local", "production", "strimzi")
                        .flatMap(overlay -> Manifests.ofOverlay(overlay).ourWorkloads())
                        .filter(each -> Manifests.kind(each).equals("StatefulSet")))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(
                                Manifests.list(Manifests.container(each).at("/readinessProbe/exec/command")).stream()
                                        .map(JsonNode::asText))
                        .containsExactlyElementsOf(asked));
    }

    private int answer(String image, Map<String, String> environment) {
        String script = Repository.ROOT
                .resolve("deploy/images/" + image + "/healthy.sh")
                .toString();
        try (RunningProcess check = RunningProcess.start(dir, environment, List.of("bash", script))) {
            return check.awaitExit(ANSWER);
        }
    }
}
