package org.monstermash.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokerTest {
    private static final String TOPIC = "crypt";

    @TempDir
    Path data;

    @Test
    void whatItAcknowledgedIsThereAfterARestartOnTheSameFolderAndPort() throws Exception {
        int port = FreePort.find();
        try (LocalBroker broker = LocalBroker.start(data, port)) {
            produce(broker.address(), "who goes there?");
        }
        try (LocalBroker broker = LocalBroker.start(data, port)) {
            assertThat(broker.port()).isEqualTo(port);
            assertThat(consume(broker.address())).containsExactly("who goes there?");
        }
    }

    @Test
    void whoComesByADetourIsToldToStayOnIt() throws Exception {
        int behind = FreePort.find();
        LocalBroker.Detour detour = new LocalBroker.Detour(behind, behind);
        try (LocalBroker broker = LocalBroker.start(data, 0, List.of(detour))) {
            produce("127.0.0.1:" + behind, "knock");
            assertThat(consume(broker.address())).containsExactly("knock");
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> LocalBroker.start(data, taken.getLocalPort()))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("port " + taken.getLocalPort());
        }
    }

    private static void produce(String address, String value) throws InterruptedException, ExecutionException {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", address), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, value)).get();
        }
    }

    private static List<String> consume(String address) {
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(Duration.ofSeconds(30)).records(partition).stream()
                    .map(record -> record.value())
                    .toList();
        }
    }
}
