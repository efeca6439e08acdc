package org.monstermash.models.provider;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import org.monstermash.models.stub.Answer;
import org.monstermash.models.stub.Spoken;
import org.monstermash.models.stub.StubServer;

/** What is different between the providers, as data. */
enum Flavour {
    OPENAI(
            Protocol.OPENAI,
            "/v1/chat/completions",
            "",
            Map.of("Authorization", "Bearer sk-canary-0123456789"),
            Answer::openAi,
            Places.OPENAI),
    AZURE(
            Protocol.OPENAI,
            "/openai/deployments/gpt/chat/completions",
            "?api-version=2024-10-21",
            Map.of("api-key", "sk-canary-0123456789"),
            Answer::openAi,
            Places.OPENAI),
    ANTHROPIC(
            Protocol.ANTHROPIC,
            "/v1/messages",
            "",
            Map.of("x-api-key", "sk-canary-0123456789", "anthropic-version", "2023-06-01"),
            Answer::anthropic,
            Places.ANTHROPIC),
    GEMINI(
            Protocol.GEMINI,
            "/v1beta/models/gemini-x:streamGenerateContent",
            "?alt=sse",
            Map.of("x-goog-api-key", "sk-canary-0123456789"),
            Answer::gemini,
            Places.GEMINI),
    OLLAMA(Protocol.OLLAMA, "/api/chat", "", Map.of("X-Own", "sk-canary-0123456789"), Answer::ollama, Places.OLLAMA);

    static final String KEY = "sk-canary-0123456789";

    static final ModelOptions OPTIONS = new ModelOptions(
            200,
            OptionalDouble.of(0.5),
            OptionalLong.of(42),
            true,
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20));

    final Protocol protocol;
    final String path;
    final String query;
    final Map<String, String> headers;
    final Places places;
    private final Function<String[], Spoken> speech;

    Flavour(
            Protocol protocol,
            String path,
            String query,
            Map<String, String> headers,
            Function<String[], Spoken> speech,
            Places places) {
        this.protocol = protocol;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.speech = speech;
        this.places = places;
    }

    Spoken says(String... tokens) {
        return speech.apply(tokens);
    }

    String modelName() {
        return name().toLowerCase(Locale.ROOT) + "/tiny";
    }

    /** Where a whole answer is asked for: only Gemini has another address for that. */
    String wholePath() {
        return path.replace(":streamGenerateContent", ":generateContent");
    }

    Endpoint endpoint(StubServer stub) {
        return endpoint(stub, Map.of());
    }

    Endpoint endpoint(StubServer stub, Map<String, Object> extraBody) {
        return endpoint(stub.base(), extraBody);
    }

    Endpoint endpoint(String base, Map<String, Object> extraBody) {
        return new Endpoint(modelName(), "tiny", protocol, URI.create(base + path + query), headers, extraBody, false);
    }

    /** What this protocol's servers send to keep a connection open. */
    String keepAlive() {
        return protocol == Protocol.OLLAMA ? "\n" : ": keep-alive\n\n";
    }

    /** A piece of text as an event of this protocol. */
    String event(String json) {
        return protocol == Protocol.OLLAMA ? json + "\n" : "data: " + json + "\n\n";
    }

    String streamType() {
        return protocol == Protocol.OLLAMA ? "application/x-ndjson" : "text/event-stream";
    }

    /**
     * Where a request holds what, as JSON pointers.
     *
     * @param turn the first turn's text
     * @param conversation the field that holds the turns
     */
    record Places(
            String system,
            String turn,
            String conversation,
            String stops,
            String maxTokens,
            String temperature,
            boolean directionsInline) {
        static final Places OPENAI = new Places(
                "/messages/0/content", "/messages/1/content", "messages", "/stop", "/max_tokens", "/temperature", true);
        static final Places ANTHROPIC = new Places(
                "/system", "/messages/0/content", "messages", "/stop_sequences", "/max_tokens", "/temperature", false);
        static final Places GEMINI = new Places(
                "/systemInstruction/parts/0/text",
                "/contents/0/parts/0/text",
                "contents",
                "/generationConfig/stopSequences",
                "/generationConfig/maxOutputTokens",
                "/generationConfig/temperature",
                false);
        static final Places OLLAMA = new Places(
                "/messages/0/content",
                "/messages/1/content",
                "messages",
                "/options/stop",
                "/options/num_predict",
                "/options/temperature",
                true);
    }
}
