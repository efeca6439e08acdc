package org.monstermash.systemtests.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.monstermash.models.stub.Answer;
import org.monstermash.models.stub.Request;
import org.monstermash.models.stub.Spoken;
import org.monstermash.models.stub.StubServer;

/**
 * One server that speaks as five providers, each at its own path: strict about whose turn it is, and one that answers
 * {@link #REFUSED} with the key it was shown.
 */
final class FiveProviders implements AutoCloseable {
    /** Who asks about it learns that a key is wrong, and which. */
    static final String REFUSED = "the forbidden crypt";

    /** Who speaks with which model, where it is asked, and how its provider says words. */
    record Voice(String persona, String model, String path, Function<String[], Spoken> speech) {
        Spoken says(String... words) {
            return speech.apply(words);
        }
    }

    static final List<Voice> VOICES = List.of(
            new Voice("witch", "openai/gpt-of-tests", "/v1/chat/completions", Answer::openAi),
            new Voice("vampire", "anthropic/claude-of-tests", "/v1/messages", Answer::anthropic),
            new Voice(
                    "ghost", "gemini/gemini-of-tests", "/models/gemini-of-tests:streamGenerateContent", Answer::gemini),
            new Voice(
                    "werewolf",
                    "azure/deployment-of-tests",
                    "/openai/deployments/deployment-of-tests/chat/completions",
                    Answer::openAi),
            new Voice("zombie", "ollama/llama-of-tests", "/api/chat", Answer::ollama));

    static final Map<String, String> MODELS = VOICES.stream().collect(Collectors.toMap(Voice::persona, Voice::model));
    static final String DEFAULT = "lab/default-of-tests";
    private static final Duration PACE = Duration.ofMillis(60);
    private static final String[] WORDS = {"It", " is", " a", " long", " and", " silent", " evening."};

    private final String key;
    private final StubServer stub = StubServer.start();

    /** @param key the one of all providers */
    FiveProviders(String key) {
        this.key = key;
        behave();
        stub.on("/lab/chat/completions", Answer.openAi("I", " stand", " in."));
    }

    /** From now on they say their words at their pace, to whoever keeps the rules. */
    void behave() {
        answer((voice, request) -> {
            if (request.body().contains(REFUSED)) {
                return Answer.status(
                        401, "{\"error\":{\"message\":\"no such key: " + request.headers() + " " + key + "\"}}");
            }
            return alternates(request.json())
                    ? voice.says(WORDS).paced(PACE).answer()
                    : Answer.status(400, "{\"error\":{\"message\":\"roles must alternate user/assistant\"}}");
        });
    }

    /** From now on they answer so, all but the default model. */
    void answer(BiFunction<Voice, Request, Answer> answer) {
        VOICES.forEach(voice -> stub.on(voice.path(), request -> answer.apply(voice, request)));
    }

    /** User first and last, no neighbours alike; a system text may stand before. */
    private static boolean alternates(JsonNode body) {
        JsonNode turns = body.has("contents") ? body.get("contents") : body.get("messages");
        int first = turns.get(0).get("role").asText().equals("system") ? 1 : 0;
        for (int i = first; i < turns.size(); i++) {
            boolean user = turns.get(i).get("role").asText().equals("user");
            if (user != ((i - first) % 2 == 0)) {
                return false;
            }
        }
        return (turns.size() - first) % 2 == 1;
    }

    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("DEMO_MODE", "false");
        settings.put("PACE", "0");
        settings.put("OPENAI_API_BASE", stub.base() + "/v1");
        settings.put("ANTHROPIC_API_BASE", stub.base());
        settings.put("GEMINI_API_BASE", stub.base());
        settings.put("AZURE_API_BASE", stub.base());
        settings.put("AZURE_API_VERSION", "2024-10-21");
        settings.put("OLLAMA_API_BASE", stub.base());
        settings.put("MODEL_ROUTING__ENDPOINTS__LAB", stub.base() + "/lab");
        settings.put("MODEL_ROUTING__KEYS__LAB", key);
        for (String provider : List.of(
                "OPENAI",
                "ANTHROPIC",
                "GEMINI",
                "AZURE",
                "MISTRAL",
                "GROQ",
                "DEEPSEEK",
                "OPENROUTER",
                "HUGGINGFACE",
                "COHERE",
                "LMSTUDIO",
                "OLLAMA")) {
            settings.put(provider + "_API_KEY", key);
        }
        settings.put("MODEL_ROUTING__DEFAULT_MODEL", DEFAULT);
        StringBuilder map = new StringBuilder();
        MODELS.forEach((persona, model) -> map.append(map.isEmpty() ? "{" : ",")
                .append('"')
                .append(persona)
                .append("\":\"")
                .append(model)
                .append('"'));
        settings.put("MODEL_ROUTING__PERSONA_MODEL_MAP", map + "}");
        return settings;
    }

    List<Request> requests() {
        return stub.requests();
    }

    @Override
    public void close() {
        stub.close();
    }
}
