package org.monstermash.bus.kafka;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.monstermash.bus.contract.BusFixture;
import org.monstermash.bus.contract.ChatBusContract;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** The same contract on the broker people run, where a container engine answers. */
@Tag("container")
class KafkaContainerTest extends ChatBusContract {
    private static final DockerImageName IMAGE = DockerImageName.parse("apache/kafka:4.1.1");
    private static KafkaContainer broker;

    @BeforeAll
    static void startBroker() {
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "no container engine answers");
        broker = new KafkaContainer(IMAGE).withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        broker.start();
    }

    @AfterAll
    static void stopBroker() {
        if (broker != null) {
            broker.stop();
        }
    }

    @Override
    protected BusFixture openFixture() {
        String topic = TestBroker.freshTopic();
        String address = broker.getBootstrapServers();
        return new KafkaFixture(
                TestBroker.settings(address, topic, 1, null),
                TestBroker.settings(address, topic, 1, "a-worker"),
                () -> broker.getDockerClient()
                        .pauseContainerCmd(broker.getContainerId())
                        .exec(),
                KafkaContainerTest::heal);
    }

    private static void heal() {
        if (Boolean.TRUE.equals(broker.getDockerClient()
                .inspectContainerCmd(broker.getContainerId())
                .exec()
                .getState()
                .getPaused())) {
            broker.getDockerClient()
                    .unpauseContainerCmd(broker.getContainerId())
                    .exec();
        }
    }
}
