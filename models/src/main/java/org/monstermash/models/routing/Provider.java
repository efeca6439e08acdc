package org.monstermash.models.routing;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.monstermash.models.provider.Protocol;

/** The providers there are: the table of {@code docs/CONFIGURATION.md}. Others come from {@code MODEL_ROUTING__ENDPOINTS__*}. */
enum Provider {
    OPENAI("https://api.openai.com/v1"),
    ANTHROPIC("https://api.anthropic.com", Protocol.ANTHROPIC) {
        @Override
        String path(String base, String model) {
            return (base.endsWith("/v1") ? "" : "/v1") + "/messages";
        }

        @Override
        Map<String, String> headers(String key) {
            return Map.of("x-api-key", key);
        }

        @Override
        Map<String, String> alwaysHeaders() {
            return Map.of("anthropic-version", "2023-06-01");
        }
    },
    GEMINI("https://generativelanguage.googleapis.com/v1beta", Protocol.GEMINI) {
        @Override
        String path(String base, String model) {
            return "/models/" + inPath(model) + ":streamGenerateContent";
        }

        @Override
        String query() {
            return "alt=sse";
        }

        @Override
        Map<String, String> headers(String key) {
            return Map.of("x-goog-api-key", key);
        }
    },
    AZURE(null) {
        @Override
        String path(String base, String model) {
            return "/openai/deployments/" + inPath(model) + "/chat/completions";
        }

        @Override
        Map<String, String> headers(String key) {
            return Map.of("api-key", key);
        }
    },
    MISTRAL("https://api.mistral.ai/v1"),
    GROQ("https://api.groq.com/openai/v1"),
    DEEPSEEK("https://api.deepseek.com/v1"),
    OPENROUTER("https://openrouter.ai/api/v1"),
    HUGGINGFACE("https://router.huggingface.co/v1"),
    COHERE("https://api.cohere.ai/compatibility/v1"),
    LMSTUDIO("http://localhost:1234/v1") {
        @Override
        boolean wantsKey() {
            return false;
        }
    },
    OLLAMA("http://localhost:11434", Protocol.OLLAMA) {
        @Override
        String path(String base, String model) {
            return "/api/chat";
        }

        @Override
        boolean wantsKey() {
            return false;
        }
    };

    private final String defaultBase;
    private final Protocol protocol;

    Provider(String defaultBase) {
        this(defaultBase, Protocol.OPENAI);
    }

    Provider(String defaultBase, Protocol protocol) {
        this.defaultBase = defaultBase;
        this.protocol = protocol;
    }

    static Optional<Provider> named(String name) {
        return Arrays.stream(values())
                .filter(provider -> provider.key().equals(name))
                .findFirst();
    }

    /** As it begins a model's name. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty where everybody has an address of their own. */
    Optional<URI> defaultBase() {
        return Optional.ofNullable(defaultBase).map(URI::create);
    }

    Protocol protocol() {
        return protocol;
    }

    /** What follows the base, which ends without a slash. */
    String path(String base, String model) {
        return "/chat/completions";
    }

    /** Blank = none. */
    String query() {
        return "";
    }

    Map<String, String> headers(String key) {
        return bearer(key);
    }

    Map<String, String> alwaysHeaders() {
        return Map.of();
    }

    /** Whether it answers nobody without one at its default base. */
    boolean wantsKey() {
        return true;
    }

    static Map<String, String> bearer(String key) {
        return Map.of("Authorization", "Bearer " + key);
    }

    /** A slash stays: names of models have them. */
    private static String inPath(String model) {
        return URLEncoder.encode(model, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/")
                .replace("%3A", ":");
    }
}
