package org.monstermash.gateway.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.bus.kafka.KafkaSettings;
import org.monstermash.settings.SettingsLoader;

class BusChoiceTest {
    private static final BiPredicate<KafkaSettings, Duration> NOBODY_ASKS = (settings, limit) -> {
        throw new AssertionError("nobody should be asked");
    };

    @TempDir
    Path dir;

    private final Map<String, String> environment = new HashMap<>();

    private BusChoice choice(Map<String, Object> client, BiPredicate<KafkaSettings, Duration> answers) {
        return BusChoice.of(SettingsLoader.load(dir, environment).bus(), client, answers);
    }

    @Test
    void withoutAWordAboutItTheBusIsInMemory() {
        environment.put("BUS__KAFKA__BROKERS", "localhost:9092");

        assertThat(choice(Map.of(), NOBODY_ASKS)).isEqualTo(new BusChoice.InMemory());
    }

    @Test
    void kafkaIsTakenWhetherABrokerIsThereOrNot() {
        environment.put("BUS__BACKEND", "kafka");
        environment.put("BUS__KAFKA__BROKERS", "one:1,two:2");

        assertThat(choice(Map.of(), NOBODY_ASKS)).isInstanceOfSatisfying(BusChoice.Kafka.class, kafka -> {
            assertThat(kafka.settings().brokers()).containsExactly("one:1", "two:2");
            assertThat(kafka.settings().topic()).isEqualTo("monster.chat");
            assertThat(kafka.settings().namespace()).isEqualTo("monster-mash-chatroom");
            assertThat(kafka.settings().workerId()).isEmpty();
        });
    }

    @Test
    void securityPassesThroughAndNothingElseDoes() {
        environment.put("BUS__BACKEND", "kafka");
        environment.put("BUS__KAFKA__BROKERS", "one:1");
        Map<String, Object> client = Map.of(
                "security.protocol", "SASL_SSL",
                "sasl.jaas.config", "secret",
                "ssl.truststore.location", "/somewhere",
                "bootstrap.servers", "elsewhere:9092",
                "acks", "0");

        assertThat(choice(client, NOBODY_ASKS)).isInstanceOfSatisfying(BusChoice.Kafka.class, kafka -> {
            assertThat(kafka.settings().client())
                    .containsOnlyKeys("security.protocol", "sasl.jaas.config", "ssl.truststore.location");
            assertThat(kafka.toString()).doesNotContain("secret");
        });
    }

    @Test
    void theFallbackIsTakenOnlyWhenNoBrokerAnswersWithinTenSeconds() {
        environment.put("BUS__BACKEND", "kafka");
        environment.put("BUS__KAFKA__BROKERS", "one:1");
        environment.put("BUS__FALLBACK", "in-memory");

        assertThat(choice(Map.of(), (settings, limit) -> true)).isInstanceOf(BusChoice.Kafka.class);
        assertThat(choice(Map.of(), (settings, limit) -> !limit.equals(Duration.ofSeconds(10))))
                .isInstanceOfSatisfying(BusChoice.Fallback.class, fallback -> assertThat(fallback.why())
                        .contains("one:1"));
    }

    @Test
    void withoutBrokersTheFallbackIsTakenAtOnce() {
        environment.put("BUS__BACKEND", "kafka");
        environment.put("BUS__FALLBACK", "in-memory");

        assertThat(choice(Map.of(), NOBODY_ASKS)).isInstanceOf(BusChoice.Fallback.class);
    }
}
