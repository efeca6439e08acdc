package org.monstermash.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monstermash.architecture.Repository;

/** The compose files are such, fit together, and fit the code. */
class ComposeTest {
    private static final String WITH_KAFKA = "docker-compose.yml";
    private static final String IN_MEMORY = "compose.in-memory.yml";
    private static final Schema SPECIFICATION = specification();

    /** As it was published last in a package; it names itself in a way that its dialect does not know. */
    private static Schema specification() {
        try (InputStream in = ComposeTest.class.getResourceAsStream("/compose-spec/compose-spec.json")) {
            ObjectNode schema = (ObjectNode) YamlFile.JSON.readTree(in);
            schema.remove("$schema");
            withoutIds(schema);
            ((ObjectNode) schema.path("properties")).putObject("name").put("type", "string");
            // its durations are Go's ("10s"), not those of JSON schema
            SchemaRegistryConfig asWritten = SchemaRegistryConfig.builder()
                    .formatAssertionsEnabled(false)
                    .build();
            return SchemaRegistry.withDefaultDialect(
                            SpecificationVersion.DRAFT_7, registry -> registry.schemaRegistryConfig(asWritten))
                    .getSchema(schema.toString(), InputFormat.JSON);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void withoutIds(JsonNode schema) {
        if (schema.path("id").isTextual()) {
            ((ObjectNode) schema).remove("id");
        }
        schema.forEach(ComposeTest::withoutIds);
    }

    private static List<Error> errorsOf(ObjectNode content) {
        ObjectNode checked = content.deepCopy();
        checked.path("services").forEach(service -> checkNewerForm((ObjectNode) service));
        return SPECIFICATION.validate(checked.toString(), InputFormat.JSON);
    }

    /** {@code env_file} that may be missing: newer than the schema, so it is checked here and then written the old way. */
    private static void checkNewerForm(ObjectNode service) {
        if (!service.has("env_file")) {
            return;
        }
        List<String> paths = new ArrayList<>();
        for (JsonNode entry : service.path("env_file")) {
            assertThat(entry.fieldNames()).toIterable().containsExactlyInAnyOrder("path", "required");
            assertThat(entry.path("required").isBoolean()).isTrue();
            paths.add(entry.path("path").asText());
        }
        service.set("env_file", YamlFile.JSON.valueToTree(paths));
    }

    @ParameterizedTest
    @ValueSource(strings = {WITH_KAFKA, IN_MEMORY})
    void itIsWhatTheSpecificationKnows(String path) {
        assertThat(errorsOf(new ComposeFile(path).content())).isEmpty();
    }

    @Test
    void aFieldThatTheSpecificationDoesNotKnowIsFound() {
        ObjectNode content = new ComposeFile(WITH_KAFKA).content();
        ((ObjectNode) content.at("/services/gateway")).put("restarts", "always");

        assertThat(errorsOf(content))
                .anySatisfy(error -> assertThat(error.toString()).contains("restarts"));
    }

    @ParameterizedTest
    @ValueSource(strings = {WITH_KAFKA, IN_MEMORY})
    void gatewayAndMonstersAreToldOnlyWhatTheCodeReads(String path) {
        ComposeFile file = new ComposeFile(path);

        assertThat(file.variables())
                .allSatisfy(
                        key -> assertThat(KnownSettings.isKnown(key)).as(key).isTrue());
        file.ourServices()
                .forEach((name, service) -> KnownSettings.check(path + "/" + name, ComposeFile.environment(service)));
    }

    @ParameterizedTest
    @ValueSource(strings = {WITH_KAFKA, IN_MEMORY})
    void everyShippedPersonaHasItsService(String path) {
        Map<String, ObjectNode> monsters = new ComposeFile(path).ourServices();
        monsters.remove("gateway");

        assertThat(monsters.keySet()).containsExactlyElementsOf(Shipped.PERSONAS);
        monsters.forEach((name, service) -> {
            assertThat(service.path("command").get(0).asText()).isEqualTo(name);
            assertThat(service.path("hostname").asText())
                    .as("its WORKER_ID stays the same")
                    .isEqualTo(name);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {WITH_KAFKA, IN_MEMORY})
    void everythingListensOnThisMachineOnly(String path) {
        assertThat(new ComposeFile(path).services().values().stream().flatMap(service -> service.path("ports")
                        .valueStream()))
                .isNotEmpty()
                .allSatisfy(port -> assertThat(port.asText()).startsWith("127.0.0.1:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {WITH_KAFKA, IN_MEMORY})
    void theGatewayIsReachedWhereItListens(String path) {
        ObjectNode gateway = new ComposeFile(path).services().get("gateway");
        String port = ComposeFile.environment(gateway).get("GATEWAY_PORT");

        assertThat(gateway.at("/ports/0").asText()).isEqualTo("127.0.0.1:8000:" + port);
        assertThat(Dockerfile.of("gateway").only("EXPOSE").rest()).isEqualTo(port);
        assertThat(ComposeFile.environment(gateway)).containsEntry("GATEWAY_HOST", "0.0.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {WITH_KAFKA, IN_MEMORY})
    void everyImageIsOneCertainVersion(String path) {
        assertThat(new ComposeFile(path).services().values())
                .allSatisfy(service -> Shipped.checkImage(service.path("image").asText()));
    }

    @ParameterizedTest
    @ValueSource(strings = {WITH_KAFKA, IN_MEMORY})
    void nobodyOfOursHasMoreRightsThanItsWorkNeeds(String path) {
        assertThat(new ComposeFile(path).ourServices().values()).isNotEmpty().allSatisfy(service -> {
            assertThat(service.path("read_only").asBoolean()).isTrue();
            assertThat(service.at("/cap_drop/0").asText()).isEqualTo("ALL");
            assertThat(service.at("/security_opt/0").asText()).isEqualTo("no-new-privileges:true");
            assertThat(service.path("mem_limit").asText()).endsWith("m");
            assertThat(service.path("restart").asText()).isEqualTo("unless-stopped");
            assertThat(Repository.ROOT.resolve(service.at("/build/dockerfile").asText()))
                    .isRegularFile();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {WITH_KAFKA, IN_MEMORY})
    void noSecretStandsInAFile(String path) {
        new ComposeFile(path).ourServices().forEach((name, service) -> assertThat(
                        ComposeFile.environment(service).entrySet())
                .as(name)
                .noneMatch(entry -> KnownSettings.isSecret(entry.getKey())
                        && !entry.getValue().isEmpty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {WITH_KAFKA, IN_MEMORY})
    void volumesAreDeclaredAndFilesAreThere(String path) {
        ComposeFile file = new ComposeFile(path);

        assertThat(file.services().values().stream()
                        .flatMap(service -> service.path("volumes").valueStream())
                        .map(JsonNode::asText))
                .isNotEmpty()
                .allSatisfy(volume -> {
                    String source = volume.split(":")[0];
                    if (source.startsWith("./")) {
                        assertThat(Repository.ROOT.resolve(source)).exists();
                    } else {
                        assertThat(file.content().path("volumes").has(source))
                                .as(source)
                                .isTrue();
                    }
                });
    }

    /** The image makes it a volume of nobody's name where the file names none, so it can be written in any case. */
    @ParameterizedTest
    @ValueSource(strings = {WITH_KAFKA, IN_MEMORY})
    void whatIsKeptLiesInAVolume(String path) {
        new ComposeFile(path).ourServices().forEach((name, service) -> {
            Map<String, String> environment = ComposeFile.environment(service);
            String data = environment.get("DATA_DIR");
            Path token = Path.of(environment.getOrDefault("BUS__TOKEN_FILE", data + "/bus.token"));

            assertThat(data)
                    .as(name)
                    .isEqualTo(Dockerfile.of("gateway").only("VOLUME").rest());
            assertThat(service.path("volumes").valueStream().map(volume -> volume.asText()
                            .split(":")[1]))
                    .as(name)
                    .isNotEmpty()
                    .isSubsetOf(data, token.getParent().toString());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {WITH_KAFKA, IN_MEMORY})
    void whoIsWaitedForIsThereAndCanBeAskedHowItIs(String path) {
        Map<String, ObjectNode> services = new ComposeFile(path).services();

        services.values().stream()
                .flatMap(service -> service.path("depends_on").propertyStream())
                .forEach(dependency -> {
                    ObjectNode awaited = services.get(dependency.getKey());
                    assertThat(awaited).as(dependency.getKey()).isNotNull();
                    if (dependency.getValue().path("condition").asText().equals("service_healthy")) {
                        assertThat(awaited.has("healthcheck") || awaited.has("build"))
                                .as("%s has a health check, its own or its image's", dependency.getKey())
                                .isTrue();
                    }
                });
    }

    @Test
    void theBrokerThatIsUsedIsTheOneThatAnswersThere() {
        Map<String, ObjectNode> services = new ComposeFile(WITH_KAFKA).services();
        String listeners = ComposeFile.environment(services.get("kafka")).get("KAFKA_ADVERTISED_LISTENERS");

        for (ObjectNode service : new ComposeFile(WITH_KAFKA).ourServices().values()) {
            assertThat(listeners)
                    .contains("://" + ComposeFile.environment(service).get("BUS__KAFKA__BROKERS"));
        }
        assertThat(listeners).contains("OUTSIDE://localhost:29092");
        assertThat(listeners)
                .contains("://"
                        + ComposeFile.environment(services.get("kafka-ui")).get("KAFKA_CLUSTERS_0_BOOTSTRAPSERVERS"));
    }

    @Test
    void withoutKafkaWorkersFindGatewayAndToken() {
        Map<String, ObjectNode> services = new ComposeFile(IN_MEMORY).services();
        ObjectNode gateway = services.remove("gateway");
        String port = ComposeFile.environment(gateway).get("GATEWAY_PORT");

        assertThat(ComposeFile.environment(gateway)).containsEntry("BUS__TOKEN_FILE", "/data/bus.token");
        assertThat(gateway.at("/volumes/0").asText()).isEqualTo("gateway-data:/data");
        assertThat(services.values()).allSatisfy(service -> {
            assertThat(ComposeFile.environment(service))
                    .containsEntry("GATEWAY_URL", "http://gateway:" + port)
                    .containsEntry("BUS__TOKEN_FILE", "/token/bus.token");
            assertThat(service.at("/volumes/0").asText()).isEqualTo("gateway-data:/token:ro");
        });
    }
}
