package org.monstermash.models.provider;

/** How a model server wants to be spoken to. */
public enum Protocol {
    /** {@code POST …/chat/completions}, server-sent events ending in {@code [DONE]}; Azure too. */
    OPENAI,
    /** {@code POST …/v1/messages}, server-sent events by type. */
    ANTHROPIC,
    /** {@code POST …:streamGenerateContent?alt=sse}. */
    GEMINI,
    /** {@code POST …/api/chat}, a JSON object a line. */
    OLLAMA
}
