package org.monstermash.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The image apache/kafka makes a setting of every variable that begins with KAFKA_, and starts with one it does not know. */
class DeployedBrokersTest {
    private static final Pattern VARIABLE = Pattern.compile("\\bKAFKA_(?!CLUSTERS_|HEAP_OPTS)[A-Z_]+");

    @ParameterizedTest
    @ValueSource(strings = {"docker-compose.yml", "deploy/kubernetes/overlays/local/kafka.yaml"})
    void everyVariableOfABrokerIsASettingOfIt(String file) throws IOException {
        Set<String> settings = new TreeSet<>();
        VARIABLE.matcher(Files.readString(Path.of("..").resolve(file)))
                .results()
                .forEach(found -> settings.add(setting(found.group())));

        assertThat(settings).contains("process.roles", "log.dirs");
        settings.removeAll(AbstractKafkaConfig.CONFIG_DEF.names());
        assertThat(settings).isEmpty();
    }

    private static String setting(String variable) {
        return variable.substring("KAFKA_".length()).toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
