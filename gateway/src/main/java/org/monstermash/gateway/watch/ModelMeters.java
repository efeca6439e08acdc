package org.monstermash.gateway.watch;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.monstermash.bus.event.LiveEvent.BudgetTold;
import org.monstermash.bus.event.LiveEvent.ReplyEnded;
import org.monstermash.bus.event.LiveEvent.ReplyStarted;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Usage;

/**
 * What models did, counted off the bus under the names of OpenTelemetry's conventions for generative AI. Guests choose
 * their keys and models, so from the {@link #MAX_PAIRS}th pair on they count as {@code other}, and of budgets no more than that many are shown. The script is no model.
 * For the follower's thread alone.
 */
final class ModelMeters {
    static final int MAX_PAIRS = 100;
    private static final int MAX_OPEN_TRIES = 10_000;
    private static final String SCRIPTED = "scripted";
    private static final String OTHER = "other";

    /** Bounds that the conventions advise: 0.01 s, and twice as much each time. */
    private static final Duration[] SECONDS = IntStream.range(0, 14)
            .mapToObj(power -> Duration.ofMillis(10L << power))
            .toArray(Duration[]::new);

    /** As they advise for tokens: 1, and four times as much each time; an answer of a room needs no more. */
    private static final double[] TOKENS =
            DoubleStream.iterate(1, bound -> bound * 4).limit(9).toArray();

    private final MeterRegistry registry;
    private final LongSupplier nanoTime;
    private final Set<Pair> known = new HashSet<>();
    private final Map<String, AtomicLong> budgets = new HashMap<>();

    /** The oldest is forgotten: its failure counts as {@code other}, without a duration. */
    private final Map<String, Try> tries = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Try> eldest) {
            return size() > MAX_OPEN_TRIES;
        }
    };

    private record Pair(String persona, String model) {}

    private record Try(Pair pair, long began) {}

    /** @param nanoTime a monotonic clock */
    ModelMeters(MeterRegistry registry, LongSupplier nanoTime) {
        this.registry = registry;
        this.nanoTime = nanoTime;
    }

    void started(ReplyStarted started) {
        tries.put(started.replyId(), new Try(new Pair(started.persona(), started.model()), nanoTime.getAsLong()));
    }

    void ended(ReplyEnded ended) {
        Try begun = tries.remove(ended.replyId());
        if (ended.errorType() == null) {
            return;
        }
        Tags tags = begun == null ? tags(new Pair(OTHER, OTHER)) : tags(begun.pair());
        duration(tags, ended.errorType(), begun == null ? 0 : nanoTime.getAsLong() - begun.began());
    }

    void said(Message message) {
        Usage usage = message.usage();
        if (usage == null || message.model() == null || message.model().equals(SCRIPTED)) {
            return;
        }
        Tags tags = tags(new Pair(message.persona(), message.model()));
        tokens(tags, "input", usage.inputTokens());
        tokens(tags, "output", usage.outputTokens());
        if (usage.durationMs() != null) {
            duration(tags, "", Duration.ofMillis(usage.durationMs()).toNanos());
        }
        if (usage.firstTokenMs() != null) {
            Timer.builder("gen_ai.client.operation.time_to_first_chunk")
                    .description("From the request to the first words")
                    .tags(tags)
                    .serviceLevelObjectives(SECONDS)
                    .register(registry)
                    .record(Duration.ofMillis(usage.firstTokenMs()));
        }
    }

    void left(BudgetTold told) {
        left(told.persona(), "calls", told.calls());
        left(told.persona(), "tokens", told.tokens());
    }

    private void left(String persona, String of, Long amount) {
        if (amount == null || (!budgets.containsKey(persona + of) && budgets.size() >= MAX_PAIRS)) {
            return;
        }
        budgets.computeIfAbsent(persona + of, first -> {
                    AtomicLong left = new AtomicLong();
                    Gauge.builder("monstermash.budget.left", left, AtomicLong::get)
                            .description("What a persona might still spend within the hour, after its last turn")
                            .tags("persona", persona, "of", of)
                            .register(registry);
                    return left;
                })
                .set(amount);
    }

    private void tokens(Tags tags, String type, Integer count) {
        if (count != null) {
            DistributionSummary.builder("gen_ai.client.token.usage")
                    .description("Tokens of one reply")
                    .tags(tags.and("gen_ai.token.type", type))
                    .serviceLevelObjectives(TOKENS)
                    .register(registry)
                    .record(count);
        }
    }

    /** @param errorType blank where nothing failed, which Prometheus takes for absent */
    private void duration(Tags tags, String errorType, long nanos) {
        Timer.builder("gen_ai.client.operation.duration")
                .description("From the request to the end of the answer, or to its failure")
                .tags(tags.and("error.type", errorType))
                .serviceLevelObjectives(SECONDS)
                .register(registry)
                .record(Duration.ofNanos(nanos));
    }

    private Tags tags(Pair wanted) {
        Pair pair = known.contains(wanted) || (known.size() < MAX_PAIRS && known.add(wanted))
                ? wanted
                : new Pair(OTHER, OTHER);
        int slash = pair.model().indexOf('/');
        return Tags.of(
                "gen_ai.operation.name",
                "chat",
                "gen_ai.provider.name",
                slash < 0 ? OTHER : pair.model().substring(0, slash),
                "gen_ai.request.model",
                pair.model().substring(slash + 1),
                "persona",
                pair.persona());
    }
}
