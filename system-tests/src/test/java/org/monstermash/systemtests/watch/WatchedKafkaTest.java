package org.monstermash.systemtests.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.models.stub.StubServer;
import org.monstermash.systemtests.OpenRoom;
import org.monstermash.systemtests.faults.BrokerProcess;

/** What operators see of a room on Kafka. */
@Tag("system")
class WatchedKafkaTest {
    @TempDir
    Path dir;

    @Test
    void aMessageIsFollowedThroughKafka() {
        try (BrokerProcess broker = BrokerProcess.started(dir);
                StubServer models = StubServer.start().on("/v1/chat/completions", WatchedRoomTest::answer);
                Collector collector = Collector.start()) {
            Map<String, String> settings = new HashMap<>(WatchedRoomTest.settings(dir, models, collector));
            settings.put("BUS__BACKEND", "kafka");
            settings.put("BUS__KAFKA__BROKERS", broker.address());
            try (OpenRoom room = OpenRoom.in(dir, settings, List.of(Traced.SIBYL, Traced.ECHO))) {
                Traced traced = Traced.ask(room, collector);

                traced.leadsFromThePostToTheSockets();
                traced.isJoinedAcrossProcesses();
                assertThat(Dashboard.exportedBy(room)).contains("monstermash_bus_lag");
            }
        }
    }
}
