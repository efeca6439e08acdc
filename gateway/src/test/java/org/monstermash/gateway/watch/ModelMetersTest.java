package org.monstermash.gateway.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.LiveEvent.BudgetTold;
import org.monstermash.bus.event.LiveEvent.Outcome;
import org.monstermash.bus.event.LiveEvent.ReplyEnded;
import org.monstermash.bus.event.LiveEvent.ReplyStarted;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Role;
import org.monstermash.bus.event.Usage;

class ModelMetersTest {
    private static final String WHO =
            "gen_ai_operation_name=\"chat\",gen_ai_provider_name=\"ollama\",gen_ai_request_model=\"llama3.2\"";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicLong nanos = new AtomicLong();
    private final ModelMeters meters = new ModelMeters(registry, nanos::get);

    @Test
    void aReplyIsCountedWithItsTokensAndTimes() {
        meters.said(reply("witch", "ollama/llama3.2", new Usage(70, 30, 250L, 1500L)));

        assertThat(scraped())
                .contains("gen_ai_client_token_usage_sum{" + WHO
                        + ",gen_ai_token_type=\"input\",persona=\"witch\",} 70.0")
                .contains("gen_ai_client_token_usage_sum{" + WHO
                        + ",gen_ai_token_type=\"output\",persona=\"witch\",} 30.0")
                .contains("gen_ai_client_operation_duration_seconds_sum{error_type=\"\"," + WHO
                        + ",persona=\"witch\",} 1.5")
                .contains(
                        "gen_ai_client_operation_time_to_first_chunk_seconds_sum{" + WHO + ",persona=\"witch\",} 0.25");
    }

    @Test
    void eachFailedTryIsCountedByItsKind() {
        String replyId = Ids.random();
        meters.started(new ReplyStarted("graveyard", replyId, "witch", null, "ollama/llama3.2", 1));
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        meters.ended(new ReplyEnded("graveyard", replyId, Outcome.ABANDONED, "no", "timeout"));
        meters.started(new ReplyStarted("graveyard", replyId, "witch", null, "scripted", 2));
        meters.ended(new ReplyEnded("graveyard", replyId, Outcome.COMPLETED, null));

        assertThat(scraped())
                .filteredOn(line -> line.startsWith("gen_ai_client_operation_duration_seconds_count"))
                .containsExactly("gen_ai_client_operation_duration_seconds_count{error_type=\"timeout\"," + WHO
                        + ",persona=\"witch\",} 1.0");
        assertThat(scraped())
                .contains("gen_ai_client_operation_duration_seconds_sum{error_type=\"timeout\"," + WHO
                        + ",persona=\"witch\",} 2.0");
    }

    @Test
    void theScriptIsNoModel() {
        meters.said(reply("witch", "scripted", new Usage(null, null, 10L, 20L)));

        assertThat(scraped()).noneMatch(line -> line.startsWith("gen_ai"));
    }

    @Test
    void whatIsLeftOfABudgetIsWhatWasToldLast() {
        meters.left(new BudgetTold("graveyard", "witch", 12L, null));
        meters.left(new BudgetTold("crypt", "witch", 11L, null));

        assertThat(scraped())
                .filteredOn(line -> line.startsWith("monstermash_budget_left"))
                .containsExactly("monstermash_budget_left{of=\"calls\",persona=\"witch\",} 11.0");
    }

    @Test
    void guestsCannotMakeLabelsWithoutEnd() {
        for (int i = 0; i < 5 * ModelMeters.MAX_PAIRS; i++) {
            meters.said(reply("guest-" + i, "guest/model-" + i, new Usage(1, 1, 1L, 1L)));
            meters.left(new BudgetTold("graveyard", "guest-" + i, 1L, null));
        }

        assertThat(scraped().stream().filter(line -> line.startsWith("monstermash_budget_left{")))
                .hasSize(ModelMeters.MAX_PAIRS);

        assertThat(scraped().stream().filter(line -> line.startsWith("gen_ai_client_operation_duration_seconds_count")))
                .hasSize(ModelMeters.MAX_PAIRS + 1)
                .anyMatch(line -> line.contains("persona=\"other\""));
    }

    private List<String> scraped() {
        return registry.scrape().lines().toList();
    }

    private static Message reply(String persona, String model, Usage usage) {
        return new Message(
                Ids.random(),
                "graveyard",
                1,
                persona,
                Role.MONSTER,
                "Hello",
                persona,
                null,
                Instant.EPOCH,
                null,
                model,
                null,
                null,
                false,
                usage,
                Map.of());
    }
}
