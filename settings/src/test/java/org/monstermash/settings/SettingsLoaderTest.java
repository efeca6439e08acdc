package org.monstermash.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {
    @TempDir
    Path dir;

    @Test
    void withoutAnythingEveryDefaultHolds() {
        Settings settings = load();

        assertThat(settings.demoMode()).isTrue();
        assertThat(settings.dataDir()).isEqualTo(dir.resolve("data"));
        assertThat(settings.personasDir()).isEmpty();
        assertThat(settings.pace()).isEqualTo(1.0);
        assertThat(settings.replyTtl()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.workerId()).isNotBlank();
        assertThat(settings.log().level()).isEqualTo("info");
        assertThat(settings.log().format()).isEqualTo(Settings.Format.TEXT);
        assertThat(settings.log().otlpEndpoint()).isEmpty();
    }

    @Test
    void theGatewaysDefaultsHold() {
        Settings.Gateway gateway = load().gateway();

        assertThat(gateway.host()).isEqualTo("127.0.0.1");
        assertThat(gateway.port()).isEqualTo(8000);
        assertThat(gateway.url()).isEqualTo(URI.create("http://localhost:8000"));
        assertThat(gateway.maxMessageChars()).isEqualTo(4000);
        assertThat(gateway.maxConnections()).isEqualTo(10_000);
        assertThat(gateway.maxConnectionsPerIp()).isZero();
        assertThat(gateway.rateLimitPerIp()).isZero();
        assertThat(gateway.allowedOrigins()).isEmpty();
        assertThat(gateway.roomPassword()).isEmpty();
    }

    @Test
    void theBussDefaultsHold() {
        Settings.Bus bus = load().bus();

        assertThat(bus.backend()).isEqualTo(Settings.Backend.IN_MEMORY);
        assertThat(bus.fallbackToMemory()).isFalse();
        assertThat(bus.kafkaBrokers()).isEmpty();
        assertThat(bus.kafkaTopic()).isEqualTo("monster.chat");
        assertThat(bus.kafkaPartitions()).isEqualTo(6);
        assertThat(bus.kafkaReplication()).isEqualTo((short) 1);
        assertThat(bus.namespace()).isEqualTo("monster-mash-chatroom");
        assertThat(bus.historyLimit()).isEqualTo(200);
        assertThat(bus.token()).isEmpty();
        assertThat(bus.tokenFile()).isEqualTo(dir.resolve("data/bus.token"));
    }

    @Test
    void theModelsDefaultsHold() {
        Settings.ModelRouting models = load().modelRouting();

        assertThat(models.defaultModel()).isEqualTo("gpt-4o-mini");
        assertThat(models.personaModels()).isEmpty();
        assertThat(models.endpoints()).isEmpty();
        assertThat(models.keys()).isEmpty();
        assertThat(models.bases()).isEmpty();
        assertThat(models.azureApiVersion()).isEmpty();
        assertThat(models.maxCallsPerHour()).isZero();
        assertThat(models.maxTokensPerHour()).isZero();
        assertThat(models.maxOutputTokens()).isEqualTo(1024);
        assertThat(models.whenSpent()).isEqualTo(Settings.WhenSpent.SILENT);
        assertThat(models.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(models.firstTokenTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(models.idleTimeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void everyKeyOfTheBusIsReadByItsName() {
        Settings.Bus bus = load(
                        "BUS__BACKEND", "kafka",
                        "BUS__FALLBACK", "in-memory",
                        "BUS__KAFKA__BROKERS", " a:1, ,b:2 ",
                        "BUS__KAFKA__TOPIC", "t",
                        "BUS__KAFKA__PARTITIONS", "3",
                        "BUS__KAFKA__REPLICATION", "2",
                        "BUS__NAMESPACE", "n",
                        "BUS__HISTORY_LIMIT", "7",
                        "BUS__TOKEN", "secret",
                        "BUS__TOKEN_FILE", "/t")
                .bus();

        assertThat(bus)
                .isEqualTo(new Settings.Bus(
                        Settings.Backend.KAFKA,
                        true,
                        List.of("a:1", "b:2"),
                        "t",
                        3,
                        (short) 2,
                        "n",
                        7,
                        Optional.of("secret"),
                        Path.of("/t")));
    }

    @Test
    void everyKeyOfTheGatewayIsReadByItsName() {
        Settings.Gateway gateway = load(
                        "GATEWAY_HOST", "0.0.0.0",
                        "GATEWAY_PORT", "9000",
                        "GATEWAY_URL", "https://gate:1",
                        "MAX_MESSAGE_CHARS", "10",
                        "MAX_CONNECTIONS", "11",
                        "MAX_CONNECTIONS_PER_IP", "12",
                        "RATE_LIMIT_PER_IP", "0.5",
                        "ALLOWED_ORIGINS", "https://A.example/, http://b:1",
                        "ROOM_PASSWORD", "mellon")
                .gateway();

        assertThat(gateway)
                .isEqualTo(new Settings.Gateway(
                        "0.0.0.0",
                        9000,
                        URI.create("https://gate:1"),
                        10,
                        11,
                        12,
                        0.5,
                        Set.of("https://a.example", "http://b:1"),
                        Optional.of("mellon")));
    }

    @Test
    void everyOtherKeyIsReadByItsName() {
        Settings settings = load(
                "DEMO_MODE", "false",
                "DATA_DIR", "d",
                "PERSONAS_DIR", "/p",
                "PACE", "0.25",
                "REPLY_TTL", "2m",
                "WORKER_ID", "w-1",
                "LOG_LEVEL", "DEBUG",
                "LOG_FORMAT", "json",
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://otel:4317");

        assertThat(settings.demoMode()).isFalse();
        assertThat(settings.dataDir()).isEqualTo(dir.resolve("d"));
        assertThat(settings.personasDir()).contains(Path.of("/p"));
        assertThat(settings.pace()).isEqualTo(0.25);
        assertThat(settings.replyTtl()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.workerId()).isEqualTo("w-1");
        assertThat(settings.log())
                .isEqualTo(new Settings.Log("debug", Settings.Format.JSON, Optional.of("http://otel:4317")));
    }

    @Test
    void everyKeyOfTheModelsIsReadByItsName() {
        Settings.ModelRouting models = load(
                        "MODEL_ROUTING__DEFAULT_MODEL", "ollama/x",
                        "MODEL_ROUTING__PERSONA_MODEL_MAP", "{\"witch\":\"lab/y\"}",
                        "MODEL_ROUTING__ENDPOINTS__LAB", "http://lab:8080/v1",
                        "MODEL_ROUTING__KEYS__LAB", "k1",
                        "MODEL_ROUTING__MAX_CALLS_PER_HOUR", "50",
                        "MODEL_ROUTING__MAX_TOKENS_PER_HOUR", "5000000000",
                        "MODEL_ROUTING__MAX_OUTPUT_TOKENS", "99",
                        "MODEL_ROUTING__WHEN_SPENT", "scripted",
                        "MODEL_ROUTING__CONNECT_TIMEOUT", "500ms",
                        "MODEL_ROUTING__FIRST_TOKEN_TIMEOUT", "1.5s",
                        "MODEL_ROUTING__IDLE_TIMEOUT", "7",
                        "OPENAI_API_KEY", "k2",
                        "AZURE_API_BASE", "https://me.azure.example",
                        "AZURE_API_VERSION", "2024-10-21")
                .modelRouting();

        assertThat(models)
                .isEqualTo(new Settings.ModelRouting(
                        "ollama/x",
                        Map.of("witch", "lab/y"),
                        Map.of("lab", URI.create("http://lab:8080/v1")),
                        Map.of("lab", "k1", "openai", "k2"),
                        Map.of("azure", URI.create("https://me.azure.example")),
                        Optional.of("2024-10-21"),
                        50,
                        5_000_000_000L,
                        99,
                        Settings.WhenSpent.SCRIPTED,
                        Duration.ofMillis(500),
                        Duration.ofMillis(1500),
                        Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openai",
                "anthropic",
                "gemini",
                "azure",
                "mistral",
                "groq",
                "deepseek",
                "openrouter",
                "huggingface",
                "cohere",
                "lmstudio",
                "ollama"
            })
    void everyProviderHasAKeyAndABase(String provider) {
        String upper = provider.toUpperCase();

        Settings.ModelRouting models = load(upper + "_API_KEY", "k", upper + "_API_BASE", "http://b/v1")
                .modelRouting();

        assertThat(models.keys()).isEqualTo(Map.of(provider, "k"));
        assertThat(models.bases()).isEqualTo(Map.of(provider, URI.create("http://b/v1")));
    }

    @ParameterizedTest
    @CsvSource({
        "UVICORN_PORT, 9001, GATEWAY_PORT",
        "UVICORN_LOG_LEVEL, warning, LOG_LEVEL",
        "MONSTER_HISTORY_LIMIT, 5, BUS__HISTORY_LIMIT",
        "SERVICE_NAMESPACE, mine, BUS__NAMESPACE",
        "KAFKA_TOPIC, chat, BUS__KAFKA__TOPIC",
        "KAFKA__TOPIC, chat, BUS__KAFKA__TOPIC",
        "KAFKA_BROKERS, k:1, BUS__KAFKA__BROKERS",
        "KAFKA__BROKERS, k:1, BUS__KAFKA__BROKERS",
        "BUS__KAFKA__BROKERS__0, k:1, BUS__KAFKA__BROKERS",
        "OPENAI_BASE_URL, http://o, OPENAI_API_BASE",
        "ANTHROPIC_BASE_URL, http://o, ANTHROPIC_API_BASE"
    })
    void aliasesAreAsGoodAsTheKey(String alias, String value, String key) {
        String shown = SettingsCatalog.inForce(dir, Map.of(alias, value)).stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst()
                .orElseThrow()
                .shownValue();

        assertThat(shown).isEqualTo(value.equals("warning") ? "warn" : value);
    }

    @Test
    void withinOneSourceTheKeyWinsOverItsAliases() {
        assertThat(load("UVICORN_PORT", "1", "GATEWAY_PORT", "2").gateway().port())
                .isEqualTo(2);
    }

    @Test
    void anAliasInTheEnvironmentWinsOverTheKeyInTheFile() throws IOException {
        Files.writeString(dir.resolve(".env"), "GATEWAY_PORT=2\n");

        Settings.Gateway gateway = load("UVICORN_PORT", "8001").gateway();

        assertThat(gateway.port()).isEqualTo(8001);
        assertThat(gateway.url()).isEqualTo(URI.create("http://localhost:8001"));
    }

    @Test
    void theFileWinsOverTheDefault() throws IOException {
        Files.writeString(dir.resolve(".env"), "MONSTER_HISTORY_LIMIT=12\nUNKNOWN=1\n");

        assertThat(load().bus().historyLimit()).isEqualTo(12);
    }

    @Test
    void blankValuesAreAsGoodAsAbsent() throws IOException {
        Files.writeString(dir.resolve(".env"), "OPENAI_API_KEY=from-file\nGATEWAY_PORT=\nDATA_DIR=''\n");

        Settings settings = load("OPENAI_API_KEY", "", "DEMO_MODE", "  ", "PERSONAS_DIR", "");

        assertThat(settings.modelRouting().keys()).containsEntry("openai", "from-file");
        assertThat(settings.gateway().port()).isEqualTo(8000);
        assertThat(settings.dataDir()).isEqualTo(dir.resolve("data"));
        assertThat(settings.demoMode()).isTrue();
        assertThat(settings.personasDir()).isEmpty();
    }

    @Test
    void blankListsAndMapsAreEmptyAndHideTheFiles() throws IOException {
        Files.writeString(
                dir.resolve(".env"),
                "BUS__KAFKA__BROKERS=a:1\nMODEL_ROUTING__PERSONA_MODEL_MAP={\"witch\":\"x\"}\nALLOWED_ORIGINS=*\n");

        Settings settings = load("KAFKA_BROKERS", "", "MODEL_ROUTING__PERSONA_MODEL_MAP", " ", "ALLOWED_ORIGINS", "");

        assertThat(settings.bus().kafkaBrokers()).isEmpty();
        assertThat(settings.modelRouting().personaModels()).isEmpty();
        assertThat(settings.gateway().allowedOrigins()).isEmpty();
    }

    @Test
    void numberedBrokersAreReadInTheOrderOfTheirNumbers() {
        assertThat(load(
                                "BUS__KAFKA__BROKERS__10",
                                "c:3",
                                "BUS__KAFKA__BROKERS__0",
                                "a:1",
                                "BUS__KAFKA__BROKERS__2",
                                "b:2")
                        .bus()
                        .kafkaBrokers())
                .containsExactly("a:1", "b:2", "c:3");
    }

    @Test
    void brokersMayBeAJsonArrayAsInTheFirstGeneration() {
        assertThat(load("BUS__KAFKA__BROKERS", "[\"a:1\", \"b:2\"]").bus().kafkaBrokers())
                .containsExactly("a:1", "b:2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GATEWAY_PORT | 80o0 | GATEWAY_PORT=80o0: expected a whole number from 1 to 65535
                    UVICORN_PORT | 0 | UVICORN_PORT=0: expected a whole number from 1 to 65535
                    DEMO_MODE | maybe | DEMO_MODE=maybe: expected true or false
                    BUS__BACKEND | rabbit | BUS__BACKEND=rabbit: expected in-memory or kafka
                    BUS__FALLBACK | kafka | BUS__FALLBACK=kafka: expected none or in-memory
                    PACE | -1 | PACE=-1: expected a number, 0 or more
                    PACE | NaN | PACE=NaN: expected a number, 0 or more
                    REPLY_TTL | soon | REPLY_TTL=soon: expected a time like 500ms, 30s, 2m or 1h
                    REPLY_TTL | 0s | REPLY_TTL=0s: expected a time like 500ms, 30s, 2m or 1h
                    OTEL_EXPORTER_OTLP_ENDPOINT | otel:4318 | OTEL_EXPORTER_OTLP_ENDPOINT=otel:4318: expected an address like http://localhost:8000
                    LOG_LEVEL | loud | LOG_LEVEL=loud: expected trace, debug, info, warn or error
                    GATEWAY_URL | ftp://x | GATEWAY_URL=ftp://x: expected an address like http://localhost:8000
                    KAFKA_BROKERS | nohost | KAFKA_BROKERS=nohost: expected host:port, several with commas
                    BUS__KAFKA__BROKERS__0 | x | BUS__KAFKA__BROKERS__*=x: expected host:port, several with commas
                    ALLOWED_ORIGINS | example.org | ALLOWED_ORIGINS=example.org: expected origins like https://example.org, several with commas, or *
                    WORKER_ID | a b | WORKER_ID=a b: expected at most 200 letters, digits, dots, underscores and hyphens
                    MODEL_ROUTING__PERSONA_MODEL_MAP | {witch} | MODEL_ROUTING__PERSONA_MODEL_MAP={witch}: expected a JSON object of persona and model like {"witch":"ollama/llama3.2"}
                    MODEL_ROUTING__PERSONA_MODEL_MAP | {"a":1} | MODEL_ROUTING__PERSONA_MODEL_MAP={"a":1}: expected a JSON object of persona and model like {"witch":"ollama/llama3.2"}
                    MODEL_ROUTING__WHEN_SPENT | cry | MODEL_ROUTING__WHEN_SPENT=cry: expected silent or scripted
                    MODEL_ROUTING__ENDPOINTS__OPENAI | http://x | MODEL_ROUTING__ENDPOINTS__OPENAI: expected a name of its own, openai is known; where it is says OPENAI_API_BASE
                    BUS__BACKEND | kafka | BUS__KAFKA__BROKERS: expected host:port, several with commas, because BUS__BACKEND=kafka
                    """)
    void whatCannotBeReadIsNamedInOneLine(String key, String value, String line) {
        assertThatThrownBy(() -> load(key, value))
                .isInstanceOf(SettingsException.class)
                .hasMessage(line);
    }

    @Test
    void whatCannotBeReadInTheFileSaysSo() throws IOException {
        Files.writeString(dir.resolve(".env"), "PACE='fast\nand loose'");

        assertThatThrownBy(this::load).hasMessage("PACE=fast and loose in .env: expected a number, 0 or more");
    }

    @Test
    void passwordsInAddressesAreNotTold() {
        assertThatThrownBy(() -> load("GATEWAY_URL", "ftp://me:pw@host"))
                .hasMessageStartingWith("GATEWAY_URL=ftp://***@host:");
    }

    @Test
    void kafkaWithoutBrokersIsFineWhereMemoryMayStandIn() {
        assertThat(load("BUS__BACKEND", "kafka", "BUS__FALLBACK", "in-memory")
                        .bus()
                        .fallbackToMemory())
                .isTrue();
    }

    @Test
    void secretsAreShownByNobody() {
        Map<String, String> environment = Map.of(
                "OPENAI_API_KEY", "canary",
                "MODEL_ROUTING__KEYS__LAB", "canary",
                "BUS__TOKEN", "canary",
                "ROOM_PASSWORD", "canary");

        assertThat(SettingsCatalog.inForce(dir, environment))
                .contains(
                        new SettingsCatalog.Entry("OPENAI_API_KEY", "***"),
                        new SettingsCatalog.Entry("MODEL_ROUTING__KEYS__LAB", "***"),
                        new SettingsCatalog.Entry("BUS__TOKEN", "***"),
                        new SettingsCatalog.Entry("ROOM_PASSWORD", "***"),
                        new SettingsCatalog.Entry("ANTHROPIC_API_KEY", ""))
                .noneMatch(entry -> entry.shownValue().contains("canary"));
        assertThat(SettingsLoader.load(dir, environment).toString()).doesNotContain("canary");
    }

    @Test
    void settingsInForceReadBackAsTheyAreShown() {
        Map<String, String> shown = new LinkedHashMap<>();
        SettingsCatalog.inForce(dir, Map.of("REPLY_TTL", "1500ms", "PACE", "0.5", "BUS__FALLBACK", "in-memory"))
                .forEach(entry -> shown.put(entry.key(), entry.shownValue()));

        assertThat(shown)
                .containsEntry("REPLY_TTL", "1500ms")
                .containsEntry("PACE", "0.5")
                .containsEntry("BUS__FALLBACK", "in-memory")
                .containsEntry("BUS__BACKEND", "in-memory");
        assertThat(SettingsCatalog.inForce(dir, shown))
                .allMatch(entry -> entry.shownValue().equals(shown.get(entry.key())));
    }

    private Settings load(String... keysAndValues) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            environment.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return SettingsLoader.load(dir, environment);
    }
}
