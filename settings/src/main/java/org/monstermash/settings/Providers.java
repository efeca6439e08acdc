package org.monstermash.settings;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The providers of models that have keys and bases of their own; others are {@code MODEL_ROUTING__ENDPOINTS__*}. */
final class Providers {
    static final List<String> ALL = List.of(
            "openai",
            "anthropic",
            "gemini",
            "azure",
            "mistral",
            "groq",
            "deepseek",
            "openrouter",
            "huggingface",
            "cohere",
            "lmstudio",
            "ollama");

    private Providers() {}

    static Setting<Optional<String>> key(String provider) {
        return Setting.of(
                upper(provider) + "_API_KEY",
                "",
                Kind.text().hidden().optional(),
                "key for models `" + provider + "/…`");
    }

    static Setting<Optional<URI>> base(String provider) {
        Setting<Optional<URI>> base = Setting.of(
                upper(provider) + "_API_BASE",
                "",
                Kind.address().optional(),
                "where `" + provider + "` is, if not at its usual address");
        return switch (provider) {
            case "openai", "anthropic" -> base.alias(upper(provider) + "_BASE_URL");
            default -> base;
        };
    }

    static String upper(String provider) {
        return provider.toUpperCase(Locale.ROOT);
    }
}
