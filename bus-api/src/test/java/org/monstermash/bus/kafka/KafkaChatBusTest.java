package org.monstermash.bus.kafka;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.monstermash.bus.contract.BusFixture;
import org.monstermash.bus.contract.ChatBusContract;

class KafkaChatBusTest extends ChatBusContract {
    private static TestBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = new TestBroker();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Override
    protected BusFixture openFixture() {
        return KafkaFixture.on(broker);
    }
}
