package org.monstermash.bus.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the clients. Every number that is not Kafka's own default stands here, with its reason. */
final class Clients {
    /**
     * A worker that says nothing for so long is gone. The least that brokers allow by default, so that others answer in
     * its rooms within ten seconds of its death.
     */
    private static final int SESSION_MS = 6_000;

    /** Others hear with a heartbeat that they are to share anew, so it is part of those ten seconds. */
    private static final int HEARTBEAT_MS = 1_000;

    /** What is not stored by then is given up, so that a POST is answered within five seconds. */
    static final int DELIVERY_MS = 4_000;

    /** No question waits longer for a broker that does not answer. */
    private static final int QUESTION_MS = 4_000;

    /** Room for what waits while a broker is away for seconds; beyond it publishing fails. */
    private static final long BUFFER_BYTES = 16L * 1024 * 1024;

    static final int MAX_RECORD_BYTES = 4 * 1024 * 1024;

    private final KafkaSettings settings;

    Clients(KafkaSettings settings) {
        this.settings = settings;
    }

    KafkaSettings settings() {
        return settings;
    }

    private Map<String, Object> common() {
        Map<String, Object> config = new HashMap<>(settings.client());
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.address());
        // A broker that is back is found within a second.
        config.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 100);
        config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        config.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 2_000);
        config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, QUESTION_MS);
        config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, QUESTION_MS - 1_000);
        // New partitions, and topics made anew, are seen soon.
        config.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, 10_000);
        return config;
    }

    Admin admin() {
        return Admin.create(common());
    }

    Producer<byte[], byte[]> producer() {
        Map<String, Object> config = common();
        config.remove(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MS);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_MS - 500);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** For somebody who reads partitions of his choice and keeps his place himself. */
    Consumer<byte[], byte[]> reader() {
        Map<String, Object> config = reading();
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 * 1024 * 1024);
        return consumer(config);
    }

    /** For a member of a persona's group. */
    Consumer<byte[], byte[]> member(String persona) {
        Map<String, Object> config = reading();
        String group = settings.namespace() + "." + persona;
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.workerId()
                .ifPresent(id -> config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, group + "." + legal(id)));
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MS);
        // A member that is stuck holds up a rebalance no longer than this.
        config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 30_000);
        // Who joins or leaves takes nobody's rooms away but those that move.
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        // Where a partition is begun is decided by the seat, which seeks before it reads.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 2 * 1024 * 1024);
        return consumer(config);
    }

    private Map<String, Object> reading() {
        Map<String, Object> config = common();
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 250);
        return config;
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Kafka allows the characters of topics. */
    private static String legal(String workerId) {
        return workerId.replaceAll("[^a-zA-Z0-9._-]", "-");
    }
}
