package org.monstermash.gateway.bus;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jboss.logging.Logger;
import org.monstermash.bus.kafka.KafkaSettings;
import org.monstermash.settings.Settings;

/** Which bus carries the rooms of this gateway, until it ends. */
public sealed interface BusChoice {

    record InMemory() implements BusChoice {}

    record Kafka(KafkaSettings settings) implements BusChoice {}

    /** @param why one sentence for people */
    record Fallback(String why) implements BusChoice {}

    /** How long a broker may take before the fallback is taken. */
    Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * Chooses. With {@code BUS__FALLBACK=in-memory} it may block for {@link #PATIENCE}; without, a broker that is asked
     * for is waited for, and nothing ever takes its place.
     *
     * @param client what Kafka's clients are given: only what is about security is passed on
     * @param answers whether a broker answers within a time
     */
    static BusChoice of(Settings.Bus bus, Map<String, Object> client, BiPredicate<KafkaSettings, Duration> answers) {
        if (bus.backend() == Settings.Backend.IN_MEMORY) {
            return new InMemory();
        }
        if (bus.kafkaBrokers().isEmpty()) {
            return fallback("BUS__KAFKA__BROKERS names none");
        }
        KafkaSettings kafka = kafka(bus, client);
        if (bus.fallbackToMemory() && !answers.test(kafka, PATIENCE)) {
            return fallback("no broker answered at " + String.join(",", bus.kafkaBrokers()) + " within "
                    + PATIENCE.toSeconds() + " s");
        }
        return new Kafka(kafka);
    }

    private static BusChoice fallback(String why) {
        Logger.getLogger(BusChoice.class)
                .warnf("🕯️ Kafka: %s; the in-memory bus takes its place until the next start (BUS__FALLBACK)", why);
        return new Fallback("Kafka is away (" + why + "), so this room lives in the gateway's own memory until the"
                + " gateway is started again.");
    }

    private static KafkaSettings kafka(Settings.Bus bus, Map<String, Object> client) {
        return new KafkaSettings(
                bus.kafkaBrokers(),
                bus.kafkaTopic(),
                bus.namespace(),
                bus.kafkaPartitions(),
                bus.kafkaReplication(),
                Optional.empty(),
                KafkaSettings.security(client));
    }
}
