package org.monstermash.models.stub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How each protocol says tokens: the events of a stream one by one, and the body of a whole answer. */
enum Speech {
    OPENAI {
        @Override
        List<String> opening() {
            return List.of(
                    data(Map.of("choices", List.of(Map.of("delta", Map.of("role", "assistant", "content", ""))))));
        }

        @Override
        String thought(String token) {
            return data(Map.of("choices", List.of(Map.of("delta", Map.of("reasoning_content", token)))));
        }

        @Override
        String said(String token) {
            return data(Map.of("id", "x", "choices", List.of(Map.of("index", 0, "delta", Map.of("content", token)))));
        }

        @Override
        List<String> ending(boolean cutByLimit, int in, int out) {
            return List.of(
                    data(Map.of(
                            "choices",
                            List.of(Map.of("delta", Map.of(), "finish_reason", cutByLimit ? "length" : "stop")))),
                    data(Map.of("choices", List.of(), "usage", Map.of("prompt_tokens", in, "completion_tokens", out))),
                    "data: [DONE]\n\n");
        }

        @Override
        String error(String message) {
            return data(Map.of("error", Map.of("message", message, "type", "server_error")));
        }

        @Override
        String whole(String thinking, String text, boolean cutByLimit, int in, int out) {
            return json(Map.of(
                    "choices",
                    List.of(Map.of(
                            "message",
                            Map.of("role", "assistant", "content", text, "reasoning_content", thinking),
                            "finish_reason",
                            cutByLimit ? "length" : "stop")),
                    "usage",
                    Map.of("prompt_tokens", in, "completion_tokens", out)));
        }
    },

    ANTHROPIC {
        @Override
        List<String> opening() {
            return List.of(
                    event("message_start", Map.of("message", Map.of("content", List.of(), "usage", Map.of()))),
                    event("ping", Map.of()),
                    event("content_block_start", Map.of("content_block", Map.of("type", "text", "text", ""))));
        }

        @Override
        String thought(String token) {
            return event("content_block_delta", Map.of("delta", Map.of("type", "thinking_delta", "thinking", token)));
        }

        @Override
        String said(String token) {
            return event("content_block_delta", Map.of("delta", Map.of("type", "text_delta", "text", token)));
        }

        @Override
        List<String> ending(boolean cutByLimit, int in, int out) {
            return List.of(
                    event("content_block_stop", Map.of("index", 0)),
                    event(
                            "message_delta",
                            Map.of(
                                    "delta", Map.of("stop_reason", cutByLimit ? "max_tokens" : "end_turn"),
                                    "usage", Map.of("input_tokens", in, "output_tokens", out))),
                    event("message_stop", Map.of()));
        }

        @Override
        String error(String message) {
            return event("error", Map.of("error", Map.of("type", "overloaded_error", "message", message)));
        }

        @Override
        String whole(String thinking, String text, boolean cutByLimit, int in, int out) {
            return json(Map.of(
                    "type",
                    "message",
                    "content",
                    List.of(Map.of("type", "thinking", "thinking", thinking), Map.of("type", "text", "text", text)),
                    "stop_reason",
                    cutByLimit ? "max_tokens" : "end_turn",
                    "usage",
                    Map.of("input_tokens", in, "output_tokens", out)));
        }
    },

    GEMINI {
        @Override
        List<String> opening() {
            return List.of();
        }

        @Override
        String thought(String token) {
            return data(candidate(Map.of("text", token, "thought", true)));
        }

        @Override
        String said(String token) {
            return data(candidate(Map.of("text", token)));
        }

        @Override
        List<String> ending(boolean cutByLimit, int in, int out) {
            return List.of(data(Map.of(
                    "candidates",
                    List.of(Map.of("finishReason", cutByLimit ? "MAX_TOKENS" : "STOP")),
                    "usageMetadata",
                    Map.of("promptTokenCount", in, "candidatesTokenCount", out))));
        }

        @Override
        String error(String message) {
            return data(Map.of("error", Map.of("code", 503, "message", message, "status", "UNAVAILABLE")));
        }

        @Override
        String whole(String thinking, String text, boolean cutByLimit, int in, int out) {
            return json(Map.of(
                    "candidates",
                    List.of(Map.of(
                            "content",
                            Map.of("parts", List.of(Map.of("text", thinking, "thought", true), Map.of("text", text))),
                            "finishReason",
                            cutByLimit ? "MAX_TOKENS" : "STOP")),
                    "usageMetadata",
                    Map.of("promptTokenCount", in, "candidatesTokenCount", out)));
        }

        private Map<String, Object> candidate(Map<String, Object> part) {
            return Map.of("candidates", List.of(Map.of("content", Map.of("role", "model", "parts", List.of(part)))));
        }
    },

    OLLAMA {
        @Override
        List<String> opening() {
            return List.of();
        }

        @Override
        String thought(String token) {
            return line(
                    Map.of("message", Map.of("role", "assistant", "content", "", "thinking", token), "done", false));
        }

        @Override
        String said(String token) {
            return line(Map.of("message", Map.of("role", "assistant", "content", token), "done", false));
        }

        @Override
        List<String> ending(boolean cutByLimit, int in, int out) {
            return List.of(line(end("", "", cutByLimit, in, out)));
        }

        @Override
        String error(String message) {
            return line(Map.of("error", message));
        }

        @Override
        String whole(String thinking, String text, boolean cutByLimit, int in, int out) {
            return json(end(thinking, text, cutByLimit, in, out));
        }

        private Map<String, Object> end(String thinking, String text, boolean cutByLimit, int in, int out) {
            return Map.of(
                    "message",
                    Map.of("role", "assistant", "content", text, "thinking", thinking),
                    "done",
                    true,
                    "done_reason",
                    cutByLimit ? "length" : "stop",
                    "prompt_eval_count",
                    in,
                    "eval_count",
                    out);
        }
    };

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The events before the first token. */
    abstract List<String> opening();

    abstract String thought(String token);

    abstract String said(String token);

    /** The events after the last token. */
    abstract List<String> ending(boolean cutByLimit, int in, int out);

    /** An error inside a stream. */
    abstract String error(String message);

    abstract String whole(String thinking, String text, boolean cutByLimit, int in, int out);

    String contentType(boolean stream) {
        return !stream ? "application/json" : this == OLLAMA ? "application/x-ndjson" : "text/event-stream";
    }

    private static String data(Map<String, ?> json) {
        return "data: " + json(json) + "\n\n";
    }

    private static String event(String type, Map<String, ?> fields) {
        Map<String, Object> json = new LinkedHashMap<>(Map.of("type", type));
        json.putAll(fields);
        return "event: " + type + "\ndata: " + json(json) + "\n\n";
    }

    private static String line(Map<String, ?> json) {
        return json(json) + "\n";
    }

    private static String json(Map<String, ?> json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
