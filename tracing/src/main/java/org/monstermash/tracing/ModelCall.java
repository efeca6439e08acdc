package org.monstermash.tracing;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request to a model, from asking to its end: a span after OpenTelemetry's conventions for generative models. Told
 * once, at the first end. Any thread.
 */
public final class ModelCall {
    private final Tracing tracing;
    private final String model;
    private final String trace;
    private final String id;
    private final Optional<String> parent;
    private final Instant begun;
    private final Map<String, Object> attributes = new HashMap<>();
    private boolean ended;

    ModelCall(
            Tracing tracing,
            String model,
            String persona,
            String trace,
            String id,
            Optional<String> parent,
            String reply) {
        this.tracing = tracing;
        this.model = model;
        this.trace = trace;
        this.id = id;
        this.parent = parent;
        this.begun = tracing.now();
        int slash = model.indexOf('/');
        attributes.put("gen_ai.operation.name", "chat");
        attributes.put("gen_ai.provider.name", slash < 0 ? model : model.substring(0, slash));
        attributes.put("gen_ai.request.model", model.substring(slash + 1));
        attributes.put("monstermash.persona", persona);
        attributes.put("monstermash.reply_id", reply);
    }

    /**
     * It said all it had to say.
     *
     * @param inputTokens null where the model does not say
     * @param outputTokens null where the model does not say
     * @param truncated whether a limit cut it
     */
    public synchronized void finished(
            Integer inputTokens, Integer outputTokens, Long firstTokenMillis, boolean truncated) {
        put("gen_ai.usage.input_tokens", inputTokens);
        put("gen_ai.usage.output_tokens", outputTokens);
        put("monstermash.first_token_ms", firstTokenMillis);
        attributes.put("gen_ai.response.finish_reasons", List.of(truncated ? "length" : "stop"));
        end(Optional.empty());
    }

    /** @param kind in one word, like {@code timeout}; never what was said */
    public synchronized void failed(String kind) {
        attributes.put("error.type", kind);
        end(Optional.of(kind));
    }

    /** Whoever asked does not want to hear more. */
    public synchronized void left() {
        attributes.put("monstermash.stopped", true);
        end(Optional.empty());
    }

    private void put(String key, Number value) {
        if (value != null) {
            attributes.put(key, value.longValue());
        }
    }

    private void end(Optional<String> failure) {
        if (!ended) {
            ended = true;
            tracing.tell("chat " + model, Step.Kind.CLIENT, trace, id, parent, begun, attributes, failure);
        }
    }
}
