package org.monstermash.systemtests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.monstermash.systemtests.Jars;
import org.monstermash.systemtests.OpenRoom;

/** Gateways and workers on one broker, each in a folder of its own. */
final class KafkaHouse {
    static final String TOPIC = "monster.chat";

    private final Path dir;
    private final String namespace = "house-" + UUID.randomUUID();

    KafkaHouse(Path dir) {
        this.dir = dir;
    }

    /** A gateway that is not started yet, and the workers that will be started with it. */
    OpenRoom gateway(String name, String brokers, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "BUS__BACKEND", "kafka", "BUS__KAFKA__BROKERS", brokers, "BUS__NAMESPACE", namespace, "PACE", "0.1"));
        all.putAll(settings);
        try {
            return OpenRoom.unopened(Files.createDirectories(dir.resolve(name)), all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    OpenRoom openGateway(String name, String brokers) {
        OpenRoom room = gateway(name, brokers, Map.of());
        try {
            room.startGateway();
            return room;
        } catch (RuntimeException | AssertionError e) {
            room.close();
            throw new AssertionError(room.said(), e);
        }
    }

    /** A worker under an id of its own, so that there may be two of a persona. Also again, after it was killed. */
    void startWorker(OpenRoom room, String persona, String id) {
        Map<String, String> settings = new HashMap<>(room.environment());
        settings.put("WORKER_ID", id);
        room.startWorker(persona + "-" + id, dir, settings, Jars.worker(persona));
    }

    static void produce(String brokers, String topic, List<ProducerRecord<String, byte[]>> records) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers, "linger.ms", "5"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            var sent = records.stream().map(producer::send).toList();
            for (var one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(topic, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything in a topic, from its beginning to the end it has now. */
    static List<ConsumerRecord<String, byte[]>> everythingIn(String brokers, String topic) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", brokers);
        List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                StreamSupport.stream(consumer.poll(Duration.ofMillis(200)).spliterator(), false)
                        .forEach(all::add);
            }
        }
        return all;
    }
}
