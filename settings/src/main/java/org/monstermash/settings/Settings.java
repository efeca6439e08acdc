package org.monstermash.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All settings in force, checked. See {@code docs/CONFIGURATION.md}.
 *
 * @param demoMode whether personas speak their script and no model is asked
 * @param pace multiplies all pauses; 0 = none
 * @param replyTtl messages older than this are not answered
 * @param workerId names this worker among those of its persona
 */
public record Settings(
        boolean demoMode,
        ModelRouting modelRouting,
        Bus bus,
        Gateway gateway,
        Path dataDir,
        Optional<Path> personasDir,
        double pace,
        Duration replyTtl,
        String workerId,
        Log log) {

    /**
     * Which model speaks for whom, and how much it may.
     *
     * @param endpoints own providers: lower-case name → base
     * @param keys provider → key, own providers included; never shown
     * @param bases provider → base where it is not the default
     * @param maxCallsPerHour 0 = no limit
     * @param maxTokensPerHour 0 = no limit
     */
    public record ModelRouting(
            String defaultModel,
            Map<String, String> personaModels,
            Map<String, URI> endpoints,
            Map<String, String> keys,
            Map<String, URI> bases,
            Optional<String> azureApiVersion,
            int maxCallsPerHour,
            long maxTokensPerHour,
            int maxOutputTokens,
            WhenSpent whenSpent,
            Duration connectTimeout,
            Duration firstTokenTimeout,
            Duration idleTimeout) {

        /** Never shows the keys. */
        @Override
        public String toString() {
            return "ModelRouting[defaultModel=" + defaultModel + ", personaModels=" + personaModels + "]";
        }
    }

    /** What a persona does when its budget is spent. */
    public enum WhenSpent {
        SILENT,
        SCRIPTED
    }

    /**
     * How messages travel.
     *
     * @param token what workers show the gateway, where it is set; else see {@link #tokenFile}
     * @param tokenFile where the token lies when it is not set
     */
    public record Bus(
            Backend backend,
            boolean fallbackToMemory,
            List<String> kafkaBrokers,
            String kafkaTopic,
            int kafkaPartitions,
            short kafkaReplication,
            String namespace,
            int historyLimit,
            Optional<String> token,
            Path tokenFile) {

        /** Never shows the token. */
        @Override
        public String toString() {
            return "Bus[backend=" + backend + ", namespace=" + namespace + "]";
        }
    }

    public enum Backend {
        IN_MEMORY,
        KAFKA
    }

    /**
     * The gateway's door.
     *
     * @param url where workers find it
     * @param maxMessageChars in code points
     * @param maxConnectionsPerIp 0 = no limit
     * @param rateLimitPerIp posts per second, 0 = no limit
     * @param allowedOrigins besides its own; {@code *} = any
     * @param roomPassword what people must know to enter, if anything; never shown
     */
    public record Gateway(
            String host,
            int port,
            URI url,
            int maxMessageChars,
            int maxConnections,
            int maxConnectionsPerIp,
            double rateLimitPerIp,
            Set<String> allowedOrigins,
            Optional<String> roomPassword) {

        /** Never shows the password. */
        @Override
        public String toString() {
            return "Gateway[host=" + host + ", port=" + port + ", url=" + url + "]";
        }
    }

    public record Log(String level, Format format, Optional<String> otlpEndpoint) {}

    public enum Format {
        TEXT,
        JSON
    }
}
