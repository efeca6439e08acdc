package org.monstermash.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.monstermash.architecture.Repository;

/** The dashboard and Prometheus find what they ask. What they ask for, a running gateway is asked in {@code WatchedRoomTest}. */
class DashboardTest {
    private static final String OBSERVABILITY = "deploy/observability/";
    private static final String DASHBOARD = OBSERVABILITY + "grafana/dashboards/monster-mash.json";

    @Test
    void everyPanelAsksTheSourceThatIsProvisioned() throws IOException {
        String uid = YamlFile.only(OBSERVABILITY + "grafana/provisioning/datasources/prometheus.yml")
                .at("/datasources/0/uid")
                .asText();

        assertThat(expressions().findValuesAsText("uid"))
                .filteredOn(value -> !value.equals("monster-mash"))
                .isNotEmpty()
                .allMatch(uid::equals);
    }

    @Test
    void prometheusAsksTheGatewayWhereItIs() {
        ComposeFile compose = new ComposeFile("docker-compose.yml");
        JsonNode job = YamlFile.only(OBSERVABILITY + "prometheus.yml").at("/scrape_configs/0");

        assertThat(job.at("/static_configs/0/targets/0").asText())
                .isEqualTo("gateway:"
                        + ComposeFile.environment(compose.services().get("gateway"))
                                .get("GATEWAY_PORT"));
        assertThat(job.path("metrics_path").asText()).isEqualTo("/q/metrics");
        assertThat(YamlFile.only(OBSERVABILITY + "grafana/provisioning/dashboards/monster-mash.yml")
                        .at("/providers/0/options/path")
                        .asText())
                .isEqualTo("/etc/grafana/dashboards");
    }

    private static JsonNode expressions() throws IOException {
        return YamlFile.JSON.readTree(Repository.read(DASHBOARD));
    }
}
