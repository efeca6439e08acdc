package org.monstermash.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The table of all settings. {@code docs/CONFIGURATION.md} shows it, and a test holds the two together. */
public final class SettingsCatalog {
    private static final int ANY = Integer.MAX_VALUE;

    static final Setting<String> GATEWAY_HOST = Setting.of(
            "GATEWAY_HOST", "127.0.0.1", Kind.text(), "address the gateway listens on; `0.0.0.0` = all of them");
    static final Setting<Long> GATEWAY_PORT = Setting.of(
                    "GATEWAY_PORT", "8000", Kind.wholeNumber(1, 65535), "port the gateway listens on")
            .alias("UVICORN_PORT");
    static final Setting<URI> GATEWAY_URL = Setting.of(
            "GATEWAY_URL", "http://localhost:${GATEWAY_PORT}", Kind.address(), "where workers find the gateway");
    static final Setting<Set<String>> ALLOWED_ORIGINS = Setting.of(
            "ALLOWED_ORIGINS",
            "",
            Kind.origins(),
            "pages besides its own that may use the gateway, with commas; `*` = any, without credentials");
    static final Setting<Optional<String>> ROOM_PASSWORD =
            Setting.of("ROOM_PASSWORD", "", Kind.text().hidden().optional(), "what people must know to enter");
    static final Setting<Long> MAX_MESSAGE_CHARS =
            Setting.of("MAX_MESSAGE_CHARS", "4000", Kind.wholeNumber(1, 1_000_000), "longest message, in code points");
    static final Setting<Long> MAX_CONNECTIONS =
            Setting.of("MAX_CONNECTIONS", "10000", Kind.wholeNumber(1, 1_000_000), "open WebSockets at most");
    static final Setting<Long> MAX_CONNECTIONS_PER_IP = Setting.of(
            "MAX_CONNECTIONS_PER_IP",
            "0",
            Kind.wholeNumber(0, 1_000_000),
            "open WebSockets of one address; 0 = no limit; this machine is exempt");
    static final Setting<Double> RATE_LIMIT_PER_IP = Setting.of(
            "RATE_LIMIT_PER_IP",
            "0",
            Kind.notNegative(),
            "posts a second of one address; 0 = no limit; this machine is exempt");

    static final Setting<Path> DATA_DIR =
            Setting.of("DATA_DIR", "./data", Kind.path(), "where the history and the token lie");
    static final Setting<Optional<Path>> PERSONAS_DIR = Setting.of(
            "PERSONAS_DIR", "", Kind.path().optional(), "folder with persona files and character cards of your own");
    static final Setting<Double> PACE =
            Setting.of("PACE", "1", Kind.notNegative(), "multiplies the monsters' pauses; 0 = none");
    static final Setting<Duration> REPLY_TTL =
            Setting.of("REPLY_TTL", "60s", Kind.duration(), "messages older than this are not answered");
    static final Setting<String> WORKER_ID =
            Setting.of("WORKER_ID", "${host name}", Kind.name(), "names a worker among those of the same persona");
    static final Setting<Boolean> DEMO_MODE =
            Setting.of("DEMO_MODE", "true", Kind.yesOrNo(), "monsters speak their script and no model is asked");

    /** What stands in for a broker that is away. */
    enum Fallback {
        NONE,
        IN_MEMORY
    }

    static final Setting<Settings.Backend> BUS_BACKEND =
            Setting.of("BUS__BACKEND", "in-memory", Kind.oneOf(Settings.Backend.class), "`in-memory` or `kafka`");
    static final Setting<Fallback> BUS_FALLBACK = Setting.of(
            "BUS__FALLBACK",
            "none",
            Kind.oneOf(Fallback.class),
            "`in-memory`: go on without Kafka if no broker answers within 10 s of the start");
    static final Setting<List<String>> KAFKA_BROKERS = Setting.of(
                    "BUS__KAFKA__BROKERS",
                    "",
                    Kind.brokers(),
                    "host:port with commas, or one each in `BUS__KAFKA__BROKERS__0`, `…__1`, …")
            .alias("KAFKA_BROKERS", "KAFKA__BROKERS");
    static final Setting<String> KAFKA_TOPIC = Setting.of(
                    "BUS__KAFKA__TOPIC", "monster.chat", Kind.name(), "topic of the messages")
            .alias("KAFKA_TOPIC", "KAFKA__TOPIC");
    static final Setting<Long> KAFKA_PARTITIONS =
            Setting.of("BUS__KAFKA__PARTITIONS", "6", Kind.wholeNumber(1, 10_000), "of a topic that is created");
    static final Setting<Long> KAFKA_REPLICATION =
            Setting.of("BUS__KAFKA__REPLICATION", "1", Kind.wholeNumber(1, 100), "of a topic that is created");
    static final Setting<String> BUS_NAMESPACE = Setting.of(
                    "BUS__NAMESPACE", "monster-mash-chatroom", Kind.name(), "begins the names of consumer groups")
            .alias("SERVICE_NAMESPACE");
    static final Setting<Long> BUS_HISTORY_LIMIT = Setting.of(
                    "BUS__HISTORY_LIMIT",
                    "200",
                    Kind.wholeNumber(1, 100_000),
                    "messages a browser gets when it enters a room")
            .alias("MONSTER_HISTORY_LIMIT");
    static final Setting<Optional<String>> BUS_TOKEN =
            Setting.of("BUS__TOKEN", "", Kind.text().hidden().optional(), "what workers show the gateway");
    static final Setting<Path> BUS_TOKEN_FILE = Setting.of(
            "BUS__TOKEN_FILE",
            "${DATA_DIR}/bus.token",
            Kind.path(),
            "file with the token, used without `BUS__TOKEN`; the gateway makes it at its first start");

    static final Setting<String> LOG_LEVEL = Setting.of(
                    "LOG_LEVEL", "info", Kind.logLevel(), "`trace`, `debug`, `info`, `warn` or `error`")
            .alias("UVICORN_LOG_LEVEL");
    static final Setting<Settings.Format> LOG_FORMAT =
            Setting.of("LOG_FORMAT", "text", Kind.oneOf(Settings.Format.class), "`text` or `json`");
    static final Setting<Optional<URI>> OTLP_ENDPOINT =
            Setting.of("OTEL_EXPORTER_OTLP_ENDPOINT", "", Kind.address().optional(), "where traces go");

    static final Setting<String> DEFAULT_MODEL = Setting.of(
            "MODEL_ROUTING__DEFAULT_MODEL", "gpt-4o-mini", Kind.text(), "`provider/model`; without provider: OpenAI");
    static final Setting<Map<String, String>> PERSONA_MODEL_MAP = Setting.of(
            "MODEL_ROUTING__PERSONA_MODEL_MAP",
            "{}",
            Kind.personaModels(),
            "JSON: persona → model, like `{\"witch\":\"ollama/llama3.2\"}`");
    static final Setting<URI> ENDPOINTS = Setting.of(
            "MODEL_ROUTING__ENDPOINTS__*",
            "",
            Kind.address(),
            "a provider of your own: `…__LAB=http://lab:8080/v1` is used as `lab/<model>`");
    static final Setting<String> KEYS =
            Setting.of("MODEL_ROUTING__KEYS__*", "", Kind.text().hidden(), "its key, if it wants one: `…__LAB=…`");
    static final Setting<Long> MAX_CALLS_PER_HOUR = Setting.of(
            "MODEL_ROUTING__MAX_CALLS_PER_HOUR",
            "0",
            Kind.wholeNumber(0, ANY),
            "requests to models, per persona and process; 0 = no limit");
    static final Setting<Long> MAX_TOKENS_PER_HOUR = Setting.of(
            "MODEL_ROUTING__MAX_TOKENS_PER_HOUR",
            "0",
            Kind.wholeNumber(0, Long.MAX_VALUE),
            "tokens, per persona and process; 0 = no limit");
    static final Setting<Long> MAX_OUTPUT_TOKENS =
            Setting.of("MODEL_ROUTING__MAX_OUTPUT_TOKENS", "1024", Kind.wholeNumber(1, ANY), "tokens of one reply");
    static final Setting<Settings.WhenSpent> WHEN_SPENT = Setting.of(
            "MODEL_ROUTING__WHEN_SPENT",
            "silent",
            Kind.oneOf(Settings.WhenSpent.class),
            "`silent` or `scripted`: what a monster does when a limit is reached");
    static final Setting<Duration> CONNECT_TIMEOUT =
            Setting.of("MODEL_ROUTING__CONNECT_TIMEOUT", "5s", Kind.duration(), "longest wait for a connection");
    static final Setting<Duration> FIRST_TOKEN_TIMEOUT = Setting.of(
            "MODEL_ROUTING__FIRST_TOKEN_TIMEOUT", "60s", Kind.duration(), "longest wait for the first token");
    static final Setting<Duration> IDLE_TIMEOUT =
            Setting.of("MODEL_ROUTING__IDLE_TIMEOUT", "30s", Kind.duration(), "longest wait for the next token");
    static final Setting<Optional<String>> AZURE_API_VERSION =
            Setting.of("AZURE_API_VERSION", "", Kind.text().optional(), "`api-version` of Azure requests");

    private static final List<Setting<?>> ALL = Stream.of(
                    List.<Setting<?>>of(
                            GATEWAY_HOST,
                            GATEWAY_PORT,
                            GATEWAY_URL,
                            ALLOWED_ORIGINS,
                            ROOM_PASSWORD,
                            MAX_MESSAGE_CHARS,
                            MAX_CONNECTIONS,
                            MAX_CONNECTIONS_PER_IP,
                            RATE_LIMIT_PER_IP),
                    List.<Setting<?>>of(DATA_DIR, PERSONAS_DIR, PACE, REPLY_TTL, WORKER_ID, DEMO_MODE),
                    List.<Setting<?>>of(
                            BUS_BACKEND,
                            BUS_FALLBACK,
                            BUS_NAMESPACE,
                            BUS_HISTORY_LIMIT,
                            BUS_TOKEN,
                            BUS_TOKEN_FILE,
                            KAFKA_BROKERS,
                            KAFKA_TOPIC,
                            KAFKA_PARTITIONS,
                            KAFKA_REPLICATION),
                    List.<Setting<?>>of(LOG_LEVEL, LOG_FORMAT, OTLP_ENDPOINT),
                    List.<Setting<?>>of(
                            DEFAULT_MODEL,
                            PERSONA_MODEL_MAP,
                            ENDPOINTS,
                            KEYS,
                            MAX_CALLS_PER_HOUR,
                            MAX_TOKENS_PER_HOUR,
                            MAX_OUTPUT_TOKENS,
                            WHEN_SPENT,
                            CONNECT_TIMEOUT,
                            FIRST_TOKEN_TIMEOUT,
                            IDLE_TIMEOUT),
                    Providers.ALL.stream().<Setting<?>>map(Providers::key).toList(),
                    Providers.ALL.stream().<Setting<?>>map(Providers::base).toList(),
                    List.<Setting<?>>of(AZURE_API_VERSION))
            .<Setting<?>>flatMap(List::stream)
            .toList();

    private SettingsCatalog() {}

    static List<Setting<?>> all() {
        return ALL;
    }

    static Optional<Setting<?>> named(String key) {
        return ALL.stream().filter(setting -> setting.key().equals(key)).findFirst();
    }

    /**
     * A setting in force, for {@code --config} and for scripts.
     *
     * @param shownValue {@code ***} for a secret that is set, blank where there is none
     */
    public record Entry(String key, String shownValue) {}

    /** Every setting in force, in the order of the documentation; families by their members. */
    public static List<Entry> inForce(Path workingDir, Map<String, String> environment) {
        Sources sources = new Sources(workingDir, environment);
        List<Entry> entries = new ArrayList<>();
        for (Setting<?> setting : ALL) {
            if (setting.isFamily()) {
                entries.addAll(sources.shownFamily(setting));
            } else {
                entries.add(new Entry(setting.key(), sources.shown(setting)));
            }
        }
        return List.copyOf(entries);
    }
}
