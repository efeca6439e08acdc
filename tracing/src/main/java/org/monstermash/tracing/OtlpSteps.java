package org.monstermash.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Sends steps to a collector over OTLP/HTTP, in batches on a thread of its own. What does not fit the queue is dropped.
 */
final class OtlpSteps implements Steps {
    private static final String PATH = "/v1/traces";
    private static final int QUEUE = 2_048;
    private static final int BATCH = 512;
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final Duration SEND_LIMIT = Duration.ofSeconds(5);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    private OtlpSteps(SdkTracerProvider provider) {
        this.provider = provider;
        this.tracer = provider.get("org.monstermash");
    }

    /** @param endpoint the collector's base, as OTEL_EXPORTER_OTLP_ENDPOINT means it */
    static OtlpSteps to(String endpoint, String role, String instance) {
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(url(endpoint))
                .setTimeout(SEND_LIMIT)
                .build();
        Resource resource = Resource.create(Attributes.of(
                AttributeKey.stringKey("service.name"),
                "monster-mash-" + role,
                AttributeKey.stringKey("service.namespace"),
                "monster-mash",
                AttributeKey.stringKey("service.instance.id"),
                instance));
        return new OtlpSteps(SdkTracerProvider.builder()
                .setResource(resource)
                .setIdGenerator(new GivenIds())
                .setSampler(Sampler.alwaysOn())
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setMaxQueueSize(QUEUE)
                        .setMaxExportBatchSize(BATCH)
                        .setScheduleDelay(DELAY)
                        .setExporterTimeout(SEND_LIMIT)
                        .build())
                .build());
    }

    static String url(String endpoint) {
        String base = endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
        return base.endsWith(PATH) ? base : base + PATH;
    }

    @Override
    public void took(Step step) {
        SpanBuilder builder = tracer.spanBuilder(step.name())
                .setSpanKind(kind(step.kind()))
                .setStartTimestamp(step.begun())
                .setParent(step.parent()
                        .map(parent -> Context.root().with(Span.wrap(remote(step.trace(), parent))))
                        .orElseGet(Context::root));
        step.attributes().forEach((key, value) -> set(builder, key, value));
        Span span = GivenIds.give(step.trace(), step.id(), builder::startSpan);
        step.failure().ifPresent(kind -> span.setStatus(StatusCode.ERROR, kind));
        span.end(step.ended());
    }

    private static SpanContext remote(String trace, String parent) {
        return SpanContext.createFromRemoteParent(trace, parent, TraceFlags.getSampled(), TraceState.getDefault());
    }

    private static SpanKind kind(Step.Kind kind) {
        return switch (kind) {
            case SERVER -> SpanKind.SERVER;
            case CLIENT -> SpanKind.CLIENT;
            case PRODUCER -> SpanKind.PRODUCER;
            case CONSUMER -> SpanKind.CONSUMER;
        };
    }

    private static void set(SpanBuilder builder, String key, Object value) {
        switch (value) {
            case Long number -> builder.setAttribute(key, number);
            case Boolean yes -> builder.setAttribute(key, yes);
            case List<?> list ->
                builder.setAttribute(
                        AttributeKey.stringArrayKey(key),
                        list.stream().map(String::valueOf).toList());
            default -> builder.setAttribute(key, value.toString());
        }
    }

    @Override
    public void close() {
        provider.shutdown().join(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Gives a span the ids its step has, where the library would throw dice. */
    private static final class GivenIds implements IdGenerator {
        private static final ThreadLocal<Map.Entry<String, String>> NEXT = new ThreadLocal<>();

        static Span give(String trace, String id, Supplier<Span> start) {
            NEXT.set(Map.entry(trace, id));
            try {
                return start.get();
            } finally {
                NEXT.remove();
            }
        }

        @Override
        public String generateTraceId() {
            return NEXT.get().getKey();
        }

        @Override
        public String generateSpanId() {
            return NEXT.get().getValue();
        }
    }
}
