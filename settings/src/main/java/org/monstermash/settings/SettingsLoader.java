package org.monstermash.settings;

import static org.monstermash.settings.SettingsCatalog.*;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Reads all settings: environment, then {@code .env} in the working directory, then the defaults. */
public final class SettingsLoader {
    private final Sources sources;

    private SettingsLoader(Sources sources) {
        this.sources = sources;
    }

    /** Throws {@link SettingsException} for the first setting that cannot be used. */
    public static Settings load(Path workingDir, Map<String, String> environment) {
        return new SettingsLoader(new Sources(workingDir, environment)).settings();
    }

    private Settings settings() {
        return new Settings(
                sources.value(DEMO_MODE),
                modelRouting(),
                bus(),
                gateway(),
                sources.value(DATA_DIR),
                sources.value(PERSONAS_DIR),
                sources.value(PACE),
                sources.value(REPLY_TTL),
                sources.value(WORKER_ID),
                new Settings.Log(
                        sources.value(LOG_LEVEL),
                        sources.value(LOG_FORMAT),
                        sources.value(OTLP_ENDPOINT).map(URI::toString)));
    }

    private Settings.ModelRouting modelRouting() {
        return new Settings.ModelRouting(
                sources.value(DEFAULT_MODEL),
                sources.value(PERSONA_MODEL_MAP),
                endpoints(),
                keys(),
                bases(),
                sources.value(AZURE_API_VERSION),
                number(MAX_CALLS_PER_HOUR),
                sources.value(MAX_TOKENS_PER_HOUR),
                number(MAX_OUTPUT_TOKENS),
                sources.value(WHEN_SPENT),
                sources.value(CONNECT_TIMEOUT),
                sources.value(FIRST_TOKEN_TIMEOUT),
                sources.value(IDLE_TIMEOUT));
    }

    private Map<String, URI> endpoints() {
        Map<String, URI> endpoints = sources.family(ENDPOINTS);
        endpoints.keySet().forEach(name -> {
            if (Providers.ALL.contains(name)) {
                throw new SettingsException(ENDPOINTS.familyPrefix() + Providers.upper(name)
                        + ": expected a name of its own, " + name + " is known; where it is says "
                        + Providers.base(name).key());
            }
        });
        return Map.copyOf(endpoints);
    }

    private Map<String, String> keys() {
        Map<String, String> keys = new TreeMap<>(sources.family(KEYS));
        Providers.ALL.forEach(
                provider -> sources.value(Providers.key(provider)).ifPresent(key -> keys.put(provider, key)));
        return Map.copyOf(keys);
    }

    private Map<String, URI> bases() {
        Map<String, URI> bases = new TreeMap<>();
        Providers.ALL.forEach(
                provider -> sources.value(Providers.base(provider)).ifPresent(base -> bases.put(provider, base)));
        return Map.copyOf(bases);
    }

    private Settings.Bus bus() {
        Settings.Bus bus = new Settings.Bus(
                sources.value(BUS_BACKEND),
                sources.value(BUS_FALLBACK) == Fallback.IN_MEMORY,
                sources.value(KAFKA_BROKERS),
                sources.value(KAFKA_TOPIC),
                number(KAFKA_PARTITIONS),
                sources.value(KAFKA_REPLICATION).shortValue(),
                sources.value(BUS_NAMESPACE),
                number(BUS_HISTORY_LIMIT),
                sources.value(BUS_TOKEN),
                sources.value(BUS_TOKEN_FILE));
        if (bus.backend() == Settings.Backend.KAFKA && bus.kafkaBrokers().isEmpty() && !bus.fallbackToMemory()) {
            throw new SettingsException(KAFKA_BROKERS.key() + ": expected "
                    + KAFKA_BROKERS.kind().expected() + ", because " + BUS_BACKEND.key() + "=kafka");
        }
        return bus;
    }

    private Settings.Gateway gateway() {
        return new Settings.Gateway(
                sources.value(GATEWAY_HOST),
                number(GATEWAY_PORT),
                sources.value(GATEWAY_URL),
                number(MAX_MESSAGE_CHARS),
                number(MAX_CONNECTIONS),
                number(MAX_CONNECTIONS_PER_IP),
                sources.value(RATE_LIMIT_PER_IP),
                sources.value(ALLOWED_ORIGINS),
                sources.value(ROOM_PASSWORD));
    }

    private int number(Setting<Long> setting) {
        return Math.toIntExact(sources.value(setting));
    }
}
