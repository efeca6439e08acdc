package org.monstermash.bus.event;

/**
 * What a reply cost.
 *
 * @param inputTokens tokens of the prompt, or null where the model does not say
 * @param outputTokens tokens of the answer, or null where the model does not say
 * @param firstTokenMs milliseconds from the request to its first token, or null when none came
 * @param durationMs milliseconds from the request to its end
 */
public record Usage(Integer inputTokens, Integer outputTokens, Long firstTokenMs, Long durationMs) {}
