package org.monstermash.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** The settings of a cluster of one node that is started and killed often. Everything else is Kafka's default. */
final class BrokerProperties {
    private static final String CLIENTS = "PLAINTEXT";
    private static final String CONTROLLER = "CONTROLLER";

    private BrokerProperties() {}

    static Properties of(String host, Path data, int port, int controllerPort, List<LocalBroker.Detour> detours) {
        StringBuilder listeners = new StringBuilder(CLIENTS + "://" + host + ":" + port);
        StringBuilder advertised = new StringBuilder(listeners);
        StringBuilder protocols = new StringBuilder(CONTROLLER + ":PLAINTEXT," + CLIENTS + ":PLAINTEXT");
        for (int i = 0; i < detours.size(); i++) {
            String name = ",DETOUR" + i;
            listeners.append(name + "://" + host + ":" + detours.get(i).port());
            advertised.append(name + "://" + host + ":" + detours.get(i).advertised());
            protocols.append(name + ":PLAINTEXT");
        }
        listeners.append("," + CONTROLLER + "://" + host + ":" + controllerPort);

        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@" + host + ":" + controllerPort);
        properties.put("controller.listener.names", CONTROLLER);
        properties.put("inter.broker.listener.name", CLIENTS);
        properties.put("listeners", listeners.toString());
        properties.put("advertised.listeners", advertised.toString());
        properties.put("listener.security.protocol.map", protocols.toString());
        properties.put("log.dirs", data.toAbsolutePath().toString());

        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            properties.put(topic + ".replication.factor", "1");
            properties.put(topic + ".num.partitions", "1");
        }
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");

        // After a kill the controller waits for the old session to end before it lets the broker in again: with the
        // default of 9 s a restart takes 10 s, with this 0.3 s.
        properties.put("broker.session.timeout.ms", "1500");
        properties.put("broker.heartbeat.interval.ms", "300");
        properties.put("group.initial.rebalance.delay.ms", "0");

        // One room's broker, not a data centre's: the cleaner alone would take 128 MiB.
        properties.put("log.cleaner.dedupe.buffer.size", "4194304");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("background.threads", "2");
        return properties;
    }
}
