package org.monstermash.models.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.monstermash.models.Prompt;

/**
 * What a server says about an error, made fit to be shown: short, on one line, without what it may repeat of the keys and
 * the prompt it was sent.
 */
final class ServerMessage {
    private static final int MAX_CHARS = 240;

    /** Shorter than this, a header's value or a turn's text is no secret but a word of the language. */
    private static final int MIN_SECRET = 4;

    private static final int MIN_QUOTE = 16;
    private static final int MIN_KEY = 16;

    private final Set<String> secrets = new LinkedHashSet<>();
    private final Set<String> quotes = new LinkedHashSet<>();

    ServerMessage(Endpoint endpoint, Prompt prompt) {
        endpoint.headers().forEach((name, value) -> {
            if (!name.equalsIgnoreCase("content-type") && !name.equalsIgnoreCase("accept")) {
                secret(value);
                secret(value.substring(value.indexOf(' ') + 1));
            }
        });
        String query = endpoint.url().getQuery();
        if (query != null) {
            Stream.of(query.split("&"))
                    .filter(pair -> pair.toLowerCase(Locale.ROOT).matches("[^=]*(key|token|secret|sig)[^=]*=.*"))
                    .forEach(pair -> secret(pair.substring(pair.indexOf('=') + 1)));
        }
        Stream.concat(Stream.of(prompt.system()), prompt.turns().stream().map(Prompt.Turn::text))
                .map(String::strip)
                .filter(text -> text.length() >= MIN_QUOTE)
                .forEach(quotes::add);
    }

    private void secret(String value) {
        if (value.length() >= MIN_SECRET) {
            secrets.add(value);
        }
    }

    /** A request's body, should somebody have written a key into it. Whatever is as short as a word stays. */
    String withoutKeys(String body) {
        String shown = body;
        for (String secret : secrets) {
            shown = secret.length() < MIN_KEY ? shown : shown.replace(secret, "***");
        }
        return shown;
    }

    /** The words of an error body, JSON or not. */
    String of(String body) {
        try {
            return Json.values(body).stream()
                    .findFirst()
                    .map(this::of)
                    .filter(text -> !text.isEmpty())
                    .orElseGet(() -> shown(body));
        } catch (Garbage e) {
            return shown(body);
        }
    }

    /** The words of an error object, wherever the server puts them; empty when there are none. */
    String of(JsonNode json) {
        JsonNode error = json.path("error");
        for (JsonNode place : new JsonNode[] {
            error.path("message"),
            error,
            json.path("message"),
            json.path("detail").path("msg"),
            json.path("detail")
        }) {
            if (place.isTextual() && !place.textValue().isBlank()) {
                return shown(place.textValue());
            }
        }
        return error.isMissingNode() && json.path("detail").isMissingNode() ? "" : shown(json.toString());
    }

    private String shown(String text) {
        String shown = text;
        for (String secret : secrets) {
            shown = shown.replace(secret, "***");
        }
        for (String quote : quotes) {
            shown = shown.replace(quote, "…");
            int begun = shown.indexOf(quote.substring(0, MIN_QUOTE));
            shown = begun < 0 ? shown : shown.substring(0, begun) + "…";
        }
        shown = shown.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return shown.length() <= MAX_CHARS ? shown : shown.substring(0, MAX_CHARS) + "…";
    }
}
