package org.monstermash.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.systemtests.Jars;
import org.monstermash.systemtests.Json;
import org.monstermash.systemtests.OpenRoom;
import org.monstermash.systemtests.ResumingReader;
import org.monstermash.systemtests.RoomClient;
import org.monstermash.systemtests.RunningProcess;

/** What another version wrote. */
@Tag("system")
class OtherVersionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int USER_VERSION_OFFSET = 60; // SQLite database header

    private static final JsonNode OF_ANOTHER_VERSION = Json.read("""
            {"id": "00112233445566778899aabbccddeeff", "room": "versions", "author": "Ada", "role": "human",
             "content": "I come from elsewhere.", "created_at": "2025-10-31T23:59:59Z",
             "mood": "gloomy", "stars": 5, "seen_by": [{"who": "owl", "twice": true}, null]}""");

    private static final List<String> UNKNOWN = List.of("mood", "stars", "seen_by");

    @TempDir
    Path dir;

    @Test
    void fieldsNobodyKnowsAreKeptShownAndExported() {
        write(OF_ANOTHER_VERSION);
        try (OpenRoom room = OpenRoom.in(dir, Map.of(), List.of())) {
            room.client().say("versions", "and I am from here");
            theFieldsAreThere(room.client());
            room.gateway().kill();
            room.startGateway();
            theFieldsAreThere(room.client());
        }
        Reliability.figure(
                Row.T62,
                "%d fields of any kind, as they were, in pages, search, sockets and export; also after a restart",
                UNKNOWN.size());
    }

    @Test
    void fieldsNobodyKnowsOfARecordAreKeptAndAFreshGatewayReadsThemToo() {
        KafkaHouse house = new KafkaHouse(dir);
        try (BrokerProcess broker = BrokerProcess.started(dir);
                OpenRoom room = house.openGateway("gateway", broker.address());
                ResumingReader reader = room.client().readForGood("versions")) {
            KafkaHouse.produce(
                    broker.address(),
                    KafkaHouse.TOPIC,
                    List.of(new ProducerRecord<>(
                            KafkaHouse.TOPIC,
                            "versions",
                            OF_ANOTHER_VERSION.toString().getBytes(StandardCharsets.UTF_8))));
            reader.awaitSeq(1, PATIENCE);
            holdsTheFields(reader.messages().getFirst().get("message"));
            theFieldsAreThere(room.client());
            try (OpenRoom fresh = house.openGateway("fresh", broker.address())) {
                theFieldsAreThere(fresh.client());
            }
        }
        Reliability.figure(
                Row.K8,
                "%d fields of any kind, as they were, at the gateway that ran and at a fresh one",
                UNKNOWN.size());
    }

    private static void theFieldsAreThere(RoomClient client) {
        holdsTheFields(client.messages("versions").getFirst());
        holdsTheFields(client.get("/api/rooms/versions/search?q=elsewhere")
                .get("messages")
                .get(0));
        holdsTheFields(Json.read(client.text("/api/rooms/versions/transcript.jsonl")
                .lines()
                .findFirst()
                .orElseThrow()));
        try (ResumingReader reader = client.readForGood("versions")) {
            reader.awaitSeq(1, PATIENCE);
            holdsTheFields(reader.messages().getFirst().get("message"));
        }
    }

    private static void holdsTheFields(JsonNode message) {
        assertThat(message.get("content")).isEqualTo(OF_ANOTHER_VERSION.get("content"));
        for (String name : UNKNOWN) {
            assertThat(message.get(name)).as(name).isEqualTo(OF_ANOTHER_VERSION.get(name));
        }
    }

    private void write(JsonNode message) {
        try (RunningProcess writing = RunningProcess.start(
                dir,
                Map.of(),
                Jars.gatewayTest(
                        "org.monstermash.gateway.history.GivenMessage",
                        dir.resolve("data").toString(),
                        message.toString()))) {
            assertThat(writing.awaitExit(PATIENCE)).as(writing.said()).isZero();
        }
    }

    @Test
    void aHistoryOfANewerLayoutIsRefusedInOneLineAndLeftAsItIs() throws IOException {
        Path database = dir.resolve("data/chat.db");
        try (OpenRoom room = OpenRoom.in(dir, Map.of(), List.of())) {
            room.client().say("old", "from before");
            room.gateway().terminate();
            room.gateway().awaitExit(PATIENCE);
            int layout = userVersion(database, 9_999);
            byte[] before = Files.readAllBytes(database);

            RunningProcess newer = room.beginGateway(Jars.gateway());
            int code = newer.awaitExit(PATIENCE);

            assertThat(code).isNotZero();
            assertThat(newer.err()).as(newer.said()).hasSize(1);
            assertThat(Files.readAllBytes(database)).isEqualTo(before);
            userVersion(database, layout);
            room.startGateway();
            assertThat(RoomClient.contents(room.client().messages("old"))).containsExactly("from before");
            Reliability.figure(Row.T62B, "exit %d and one line; not a byte changed", code);
        }
    }

    /** Sets it, and returns the one before. */
    private static int userVersion(Path database, int version) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(database.toFile(), "rw")) {
            open.seek(USER_VERSION_OFFSET);
            int before = open.readInt();
            open.seek(USER_VERSION_OFFSET);
            open.writeInt(version);
            return before;
        }
    }
}
