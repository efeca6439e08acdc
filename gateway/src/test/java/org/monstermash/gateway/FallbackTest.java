package org.monstermash.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.monstermash.bus.kafka.KafkaSettings;
import org.monstermash.gateway.fixture.Listener;
import org.monstermash.gateway.fixture.TestParts;

/** Kafka was asked for, none is there, and the fallback is allowed. */
@QuarkusTest
@TestProfile(FallbackTest.FallenBack.class)
class FallbackTest {
    public static class FallenBack implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    TestParts.SETTING + "BUS__BACKEND",
                    "kafka",
                    TestParts.SETTING + "BUS__FALLBACK",
                    "in-memory",
                    "KAFKA_SASL_MECHANISM",
                    "PLAIN",
                    "KAFKA_SSL_TRUSTSTORE_LOCATION",
                    "/somewhere");
        }
    }

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafkaClient;

    @TestHTTPResource("/")
    URI gateway;

    @Test
    void theRoomIsOpenAndHealthSaysWhatCarriesIt() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'bus' }.data.backend", equalTo("in-memory"))
                .body("checks.find { it.name == 'bus' }.data.fallback", containsString("Kafka is away"));
        given().contentType(ContentType.JSON)
                .body("{\"content\": \"hello\"}")
                .post("/send")
                .then()
                .statusCode(200);
    }

    @Test
    void whoeverEntersARoomIsTold() {
        try (Listener reader = Listener.to(gateway, "/live?room=crypt")) {
            var notice = reader.awaitEvents("notice", 1).getFirst();

            assertThat(notice.path("code").asText()).isEqualTo("bus_fallback");
            assertThat(notice.path("level").asText()).isEqualTo("warning");
            assertThat(notice.path("text").asText()).contains("Kafka is away");
        }
    }

    @Test
    void securityOfTheEnvironmentIsKnownAsKafkasOwnProperties() {
        assertThat(KafkaSettings.security(kafkaClient))
                .isEqualTo(Map.of("sasl.mechanism", "PLAIN", "ssl.truststore.location", "/somewhere"));
    }
}
