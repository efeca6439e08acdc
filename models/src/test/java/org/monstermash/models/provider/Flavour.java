package org.monstermash.models.provider;

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
            Answer::openAi),
    AZURE(
            Protocol.OPENAI,
            "/openai/deployments/gpt/chat/completions",
            "?api-version=2024-10-21",
            Map.of("api-key", "sk-canary-0123456789"),
            Answer::openAi),
    ANTHROPIC(
            Protocol.ANTHROPIC,
            "/v1/messages",
            "",
            Map.of("x-api-key", "sk-canary-0123456789", "anthropic-version", "2023-06-01"),
            Answer::anthropic),
    GEMINI(
            Protocol.GEMINI,
            "/v1beta/models/gemini-x:streamGenerateContent",
            "?alt=sse",
            Map.of("x-goog-api-key", "sk-canary-0123456789"),
            Answer::gemini),
    OLLAMA(Protocol.OLLAMA, "/api/chat", "", Map.of("X-Own", "sk-canary-0123456789"), Answer::ollama);

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
    private final Function<String[], Spoken> speech;

    Flavour(
            Protocol protocol,
            String path,
            String query,
            Map<String, String> headers,
            Function<String[], Spoken> speech) {
        this.protocol = protocol;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.speech = speech;
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
        return new Endpoint(modelName(), "tiny", protocol, stub.url(path + query), headers, extraBody, false);
    }
}
