package org.monstermash.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.monstermash.bus.PersonaListener.Standing;
import org.monstermash.bus.contract.Hearing;
import org.monstermash.bus.contract.Lines;
import org.monstermash.bus.event.LiveEvent.ReplyStarted;
import org.monstermash.bus.event.LiveEvent.StopAsked;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.kafka.KafkaChatBus;
import org.monstermash.bus.kafka.KafkaSettings;
import org.monstermash.gateway.fixture.BrokerProcess;
import org.monstermash.gateway.fixture.Listener;
import org.monstermash.gateway.fixture.TestParts;

/** A gateway on Kafka from before there is a broker, over its death, to its return: one story. */
@QuarkusTest
@TestProfile(KafkaGatewayTest.OnKafka.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KafkaGatewayTest {
    private static final String PORT = "kafka-gateway-test.port";
    private static BrokerProcess broker;
    private static KafkaChatBus worker;
    private static final Hearing WITCH = Hearing.settling();

    /** The profile and the test are loaded by different class loaders, so the port lies in the system's properties. */
    private static int port() {
        if (System.getProperty(PORT) == null) {
            System.setProperty(PORT, Integer.toString(BrokerProcess.freePort()));
        }
        return Integer.getInteger(PORT);
    }

    public static class OnKafka implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    TestParts.SETTING + "BUS__BACKEND",
                    "kafka",
                    TestParts.SETTING + "BUS__KAFKA__BROKERS",
                    "127.0.0.1:" + port());
        }
    }

    @TestHTTPResource("/")
    URI gateway;

    @AfterAll
    static void end() {
        if (worker != null) {
            worker.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    private static ValidatableResponse send(String content) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("author", "Ada", "content", content))
                .post("/send")
                .then();
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(assertion);
    }

    private static int readiness() {
        return given().get("/q/health/ready").statusCode();
    }

    private static void becomesReady() {
        eventually(() -> assertThat(readiness()).isEqualTo(200));
    }

    @Test
    @Order(1)
    void withoutABrokerItIsNotReadyAndSaysWhyAndRefusesPosts() {
        eventually(() -> assertThat(given().get("/q/health/ready")
                        .jsonPath()
                        .getString("checks.find { it.name == 'bus' }.data.why"))
                .startsWith("no broker at 127.0.0.1:" + port()));
        given().get("/q/health/ready")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'bus' }.data.backend", equalTo("kafka"));
        given().get("/q/health/live").then().statusCode(200);

        send("too early").statusCode(503).body("detail", notNullValue());
    }

    @Test
    @Order(2)
    void whenABrokerComesItGoesOn() {
        broker = new BrokerProcess(port()).start();
        becomesReady();

        send("hello").statusCode(200).body("seq", equalTo(1)).body("room", equalTo("graveyard"));
        given().get("/api/rooms/graveyard/messages").then().body("messages.content", equalTo(List.of("hello")));
    }

    @Test
    @Order(3)
    void aPersonaOnKafkaIsSeenHeardAndAsked() {
        worker = new KafkaChatBus(
                new KafkaSettings(
                        List.of(broker.address()),
                        "monster.chat",
                        "monster-mash-chatroom",
                        6,
                        (short) 1,
                        Optional.of("a-worker"),
                        Map.of()),
                Optional.empty(),
                Clock.systemUTC(),
                () -> {},
                line -> {});
        worker.join(Lines.WITCH, Instant.EPOCH, WITCH);
        eventually(() -> assertThat(WITCH.standing()).isEqualTo(Standing.ACTIVE));
        eventually(() -> assertThat(given().get("/api/personas").jsonPath().getList("key"))
                .contains("witch"));
        eventually(() -> assertThat(WITCH.contents()).contains("hello"));
        try (Listener reader = Listener.to(gateway, "/live")) {
            reader.awaitEvents("message", 1);
            Message cause = WITCH.messages().getFirst();
            ReplyStarted started = Lines.started(Lines.WITCH, "graveyard", cause.id(), 1);
            worker.emit(started);
            worker.emit(Lines.delta(started, 0, "Dar"));
            worker.emit(Lines.delta(started, 1, "ling."));
            worker.publish(Lines.reply(Lines.WITCH, "graveyard", cause.id(), "Darling."))
                    .orTimeout(15, TimeUnit.SECONDS)
                    .join();
            reader.awaitEvents("message", 2);
            assertThat(reader.types().stream()
                            .filter(type -> type.startsWith("reply_") || type.equals("message"))
                            .distinct())
                    .containsExactly("message", "reply_started", "reply_delta");
            assertThat(reader.seqs()).containsExactly(1L, 2L);
        }

        given().post("/api/rooms/graveyard/personas/witch/speak").then().statusCode(202);
        given().post("/api/rooms/graveyard/stop").then().statusCode(202);
        given().contentType(ContentType.JSON)
                .body("{\"muted\": true}")
                .put("/api/rooms/graveyard/personas/witch/muted")
                .then()
                .statusCode(204);

        eventually(() -> assertThat(WITCH.speaks).hasSize(1));
        eventually(() -> assertThat(WITCH.stops).containsExactly(new StopAsked("graveyard")));
        eventually(() -> assertThat(WITCH.mutes).containsExactly(new Mute("graveyard", "witch", true)));
        assertThat(worker.isMuted("graveyard", "witch")).isTrue();
    }

    @Test
    @Order(4)
    void whenTheBrokerDiesPostsAreRefusedInTimeAndReadersAreTold() {
        try (Listener reader = Listener.to(gateway, "/live")) {
            reader.awaitEvents("message", 2);
            broker.kill();
            long asked = System.nanoTime();
            send("lost?").statusCode(503).body("detail", notNullValue());
            assertThat(Duration.ofNanos(System.nanoTime() - asked))
                    .as("promised within five seconds; the machine may be busy")
                    .isLessThan(Duration.ofSeconds(9));
            eventually(() -> assertThat(readiness()).isEqualTo(503));
            eventually(() -> assertThat(reader.events("notice"))
                    .anyMatch(notice -> notice.path("code").asText().equals("bus_state")
                            && notice.path("level").asText().equals("warning")));
            given().get("/api/rooms/graveyard/messages").then().statusCode(200).body("messages.size()", equalTo(2));

            broker.start();

            becomesReady();
            eventually(() -> assertThat(send("back").extract().statusCode()).isEqualTo(200));
            reader.await1(
                    event -> event.path("message").path("content").asText().equals("back"));
            reader.await1(event -> event.path("code").asText().equals("bus_state")
                    && event.path("level").asText().equals("info"));
            assertThat(reader.seqs()).isSorted().doesNotHaveDuplicates();
            eventually(() -> assertThat(WITCH.contents()).contains("back"));
        }
    }
}
