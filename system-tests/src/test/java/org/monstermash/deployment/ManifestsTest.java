package org.monstermash.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monstermash.architecture.Repository;

/** What each overlay sends to a cluster can be taken there, fits together, and fits the code. */
class ManifestsTest {
    private static final Set<String> SECRETS = Set.of("room", "model-keys", "monsters-example-tls");

    @ParameterizedTest
    @ValueSource(strings = {"local", "production", "strimzi"})
    void everyFieldIsOneThatItsApiKnows(String overlay) {
        assertThat(Manifests.ofOverlay(overlay).all()).hasSizeGreaterThan(12).allSatisfy(StrictManifest::read);
    }

    @Test
    void aFieldThatTheApiDoesNotKnowIsFound() {
        ObjectNode manifest =
                Manifests.ofOverlay("local").find("Deployment", "gateway").orElseThrow();
        ((ObjectNode) manifest.at("/spec/template/spec")).put("restartPolice", "Always");

        assertThatThrownBy(() -> StrictManifest.read(manifest)).hasMessageContaining("restartPolice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "production", "strimzi"})
    void gatewayAndMonstersAreToldOnlyWhatTheCodeReads(String overlay) {
        Manifests manifests = Manifests.ofOverlay(overlay);

        assertThat(manifests.ourWorkloads())
                .hasSize(1 + Shipped.PERSONAS.size())
                .allSatisfy(
                        each -> KnownSettings.check(overlay + "/" + Manifests.name(each), manifests.environment(each)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "production", "strimzi"})
    void whatIsReferredToIsThere(String overlay) {
        Manifests manifests = Manifests.ofOverlay(overlay);

        assertThat(manifests.ourWorkloads()).allSatisfy(each -> {
            JsonNode pod = each.at("/spec/template/spec");
            assertThat(manifests.find(
                            "ServiceAccount", pod.path("serviceAccountName").asText()))
                    .isPresent();
            for (JsonNode source : Manifests.container(each).path("envFrom")) {
                String map = source.at("/configMapRef/name").asText();
                String secret = source.at("/secretRef/name").asText();
                assertThat(manifests.find("ConfigMap", map).isPresent() || SECRETS.contains(secret))
                        .as("%s", source)
                        .isTrue();
            }
            assertThat(Manifests.container(each).path("volumeMounts")).allSatisfy(mount -> assertThat(volumesOf(each))
                    .contains(mount.path("name").asText()));
        });
        assertThat(manifests.ofKind("StatefulSet")).allSatisfy(each -> assertThat(
                        manifests.find("Service", each.at("/spec/serviceName").asText()))
                .isPresent());
        assertThat(manifests.ofKind("HorizontalPodAutoscaler")).hasSize(1).allSatisfy(each -> assertThat(manifests.find(
                        each.at("/spec/scaleTargetRef/kind").asText(),
                        each.at("/spec/scaleTargetRef/name").asText()))
                .isPresent());
        assertThat(manifests.ofKind("Ingress").map(each -> each.at("/spec/rules/0/http/paths/0/backend/service")))
                .allSatisfy(service -> assertThat(manifests
                                .find("Service", service.path("name").asText())
                                .orElseThrow()
                                .at("/spec/ports/0/name"))
                        .isEqualTo(service.at("/port/name")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "production", "strimzi"})
    void whatIsKeptLiesInAVolume(String overlay) {
        Manifests manifests = Manifests.ofOverlay(overlay);

        assertThat(manifests.ourWorkloads()).allSatisfy(each -> assertThat(
                        Manifests.container(each).path("volumeMounts"))
                .filteredOn(mount -> mount.path("name").asText().equals("data"))
                .singleElement()
                .satisfies(mount -> assertThat(manifests.environment(each))
                        .containsEntry("DATA_DIR", mount.path("mountPath").asText())));
    }

    private static List<String> volumesOf(ObjectNode workload) {
        return Stream.concat(
                        workload.at("/spec/template/spec/volumes").findValuesAsText("name").stream(),
                        Manifests.list(workload.at("/spec/volumeClaimTemplates")).stream()
                                .map(Manifests::name))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "production", "strimzi"})
    void everySelectorFindsPods(String overlay) {
        Manifests manifests = Manifests.ofOverlay(overlay);

        assertThat(manifests.podSelectors()).hasSizeGreaterThan(8).allSatisfy(selector -> assertThat(
                        manifests.selectsSomething(selector.getValue()))
                .as("%s", selector)
                .isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "production", "strimzi"})
    void thePortOfTheGatewayIsTheSameEverywhere(String overlay) {
        Manifests manifests = Manifests.ofOverlay(overlay);
        ObjectNode gateway = manifests.find("Deployment", "gateway").orElseThrow();
        JsonNode container = Manifests.container(gateway);
        int port = container.at("/ports/0/containerPort").asInt();

        assertThat(manifests.environment(gateway)).containsEntry("GATEWAY_PORT", String.valueOf(port));
        assertThat(manifests.environment(gateway)).containsEntry("GATEWAY_HOST", "0.0.0.0");
        assertThat(gateway.at("/spec/template/metadata/annotations/prometheus.io~1port")
                        .asInt())
                .isEqualTo(port);
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(container.path(probe).at("/httpGet/port")).as(probe).isEqualTo(container.at("/ports/0/name"));
        }
        assertThat(manifests.find("Service", "gateway").orElseThrow().at("/spec/ports/0/targetPort"))
                .isEqualTo(container.at("/ports/0/name"));
        assertThat(manifests
                        .find("NetworkPolicy", "gateway")
                        .orElseThrow()
                        .at("/spec/ingress/0/ports/0/port")
                        .asInt())
                .isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "production", "strimzi"})
    void everyShippedPersonaHasItsStatefulSetAndItsPodsNameIsItsWorkerId(String overlay) {
        Manifests manifests = Manifests.ofOverlay(overlay);
        List<ObjectNode> monsters = manifests
                .ourWorkloads()
                .filter(each -> Manifests.kind(each).equals("StatefulSet"))
                .toList();

        assertThat(monsters.stream()
                        .map(each -> Manifests.container(each).at("/args/0").asText()))
                .containsExactlyInAnyOrderElementsOf(Shipped.PERSONAS);
        assertThat(monsters).allSatisfy(each -> {
            String persona = Manifests.container(each).at("/args/0").asText();
            assertThat(Manifests.name(each)).isEqualTo("persona-worker-" + persona);
            assertThat(each.at("/spec/selector/matchLabels/monster-mash~1persona")
                            .asText())
                    .isEqualTo(persona);
            assertThat(Manifests.list(Manifests.container(each).path("env")))
                    .filteredOn(variable -> variable.path("name").asText().equals("WORKER_ID"))
                    .singleElement()
                    .satisfies(variable -> assertThat(
                                    variable.at("/valueFrom/fieldRef/fieldPath").asText())
                            .isEqualTo("metadata.name"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "production", "strimzi"})
    void nobodyHasMoreRightsThanItsWorkNeeds(String overlay) {
        Manifests manifests = Manifests.ofOverlay(overlay);

        assertThat(manifests.ofKind("Deployment", "StatefulSet")).allSatisfy(each -> {
            JsonNode pod = each.at("/spec/template/spec");
            JsonNode container = Manifests.container(each);
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                    .isEqualTo("ALL");
            assertThat(container.at("/resources/limits/memory").isMissingNode()).isFalse();
        });
        assertThat(manifests.ourWorkloads()).allSatisfy(each -> {
            assertThat(Manifests.container(each)
                            .at("/securityContext/readOnlyRootFilesystem")
                            .asBoolean())
                    .isTrue();
            assertThat(each.at("/spec/template/spec/securityContext/runAsUser").asText())
                    .as("the user of the image")
                    .isEqualTo(Dockerfile.of("gateway").user().split(":")[0]);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "production", "strimzi"})
    void noSecretStandsInAFile(String overlay) {
        Manifests manifests = Manifests.ofOverlay(overlay);

        assertThat(manifests.ofKind("Secret")).isEmpty();
        assertThat(manifests.ofKind("ConfigMap").flatMap(map -> map.path("data").propertyStream()))
                .noneMatch(entry -> KnownSettings.isSecret(entry.getKey()));
        assertThat(manifests
                        .ourWorkloads()
                        .flatMap(
                                each -> Manifests.list(Manifests.container(each).path("env")).stream())
                        .filter(variable ->
                                KnownSettings.isSecret(variable.path("name").asText())))
                .isNotEmpty()
                .allSatisfy(variable -> {
                    String key = variable.path("name").asText();
                    assertThat(variable.at("/valueFrom/secretKeyRef/key").asText())
                            .isEqualTo(key);
                    assertThat(Repository.read("docs/DEPLOYMENT.md"))
                            .as("the Secret as it is made by hand has it")
                            .contains("--from-literal=" + key + "=");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "production", "strimzi"})
    void everyImageIsOneCertainVersion(String overlay) {
        Manifests manifests = Manifests.ofOverlay(overlay);

        assertThat(manifests
                        .ofKind("Deployment", "StatefulSet")
                        .map(each -> Manifests.container(each).path("image").asText()))
                .allSatisfy(Shipped::checkImage);
        assertThat(manifests.ofKind("Kafka").map(each -> each.at("/spec/kafka/version")
                        .asText()))
                .allSatisfy(version -> assertThat(version).isEqualTo(Shipped.KAFKA_VERSION));
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "strimzi"})
    void theBrokerThatComesWithTheOverlayIsTheOneThatIsUsed(String overlay) {
        Manifests manifests = Manifests.ofOverlay(overlay);
        String broker = manifests
                .find("ConfigMap", "settings")
                .orElseThrow()
                .at("/data/BUS__KAFKA__BROKERS")
                .asText();

        assertThat(broker)
                .isEqualTo(
                        overlay.equals("local")
                                ? addressOf(manifests.find("Service", "kafka").orElseThrow())
                                : addressOfStrimzi(
                                        manifests.ofKind("Kafka").findFirst().orElseThrow()));
    }

    private static String addressOf(ObjectNode service) {
        return Manifests.name(service) + ":" + service.at("/spec/ports/0/port").asText();
    }

    /** Strimzi's own naming: a Service in front of all brokers. */
    private static String addressOfStrimzi(ObjectNode kafka) {
        return Manifests.name(kafka) + "-kafka-bootstrap:"
                + kafka.at("/spec/kafka/listeners/0/port").asText();
    }

    @Test
    void theImagesOfProductionComeFromItsRegistry() {
        assertThat(Manifests.ofOverlay("production")
                        .ourWorkloads()
                        .map(each -> Manifests.container(each).path("image").asText()))
                .allMatch(image -> image.startsWith("registry.example/monster-mash/"));
    }
}
