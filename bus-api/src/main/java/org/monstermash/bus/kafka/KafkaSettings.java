package org.monstermash.bus.kafka;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the broker is, and how things are named there.
 *
 * @param brokers {@code host:port}
 * @param topic the topic of the messages; the others are named after it
 * @param namespace begins the names of the groups
 * @param partitions of a topic that is created
 * @param replication of a topic that is created
 * @param workerId names this worker among those of its personas, so that it is known again after a restart; empty for
 *     one that is not (a gateway, which sits for guests)
 * @param client more properties of Kafka's clients: security, SASL, TLS
 */
public record KafkaSettings(
        List<String> brokers,
        String topic,
        String namespace,
        int partitions,
        short replication,
        Optional<String> workerId,
        Map<String, Object> client) {

    private static final List<String> SECURITY = List.of("security.", "sasl.", "ssl.");

    public KafkaSettings {
        brokers = List.copyOf(brokers);
        client = Map.copyOf(client);
        if (brokers.isEmpty()) {
            throw new IllegalArgumentException("no brokers");
        }
    }

    /** Of a map of client properties those that are about security: the rest is chosen by the bus. */
    public static Map<String, Object> security(Map<String, Object> client) {
        return client.entrySet().stream()
                .filter(each -> SECURITY.stream().anyMatch(each.getKey()::startsWith))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The brokers as people write them. */
    String address() {
        return String.join(",", brokers);
    }

    /** Never shows what the client is given: there are passwords in it. */
    @Override
    public String toString() {
        return "KafkaSettings[brokers=" + brokers + ", topic=" + topic + ", namespace=" + namespace + "]";
    }
}
