package org.monstermash.models.provider;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/**
 * Where one model is asked, and how.
 *
 * @param name what it is called in messages, logs and metrics: {@code provider/model}
 * @param model what the server is told
 * @param url the whole address of the request, query included
 * @param headers sent exactly as they are, the key's header among them; never shown
 * @param extraBody merged into the request's body; must not hold what the protocol itself writes about the conversation
 * @param systemOnTop OpenAI's protocol only: the system prompt as a field of its own beside {@code messages}
 */
public record Endpoint(
        String name,
        String model,
        Protocol protocol,
        URI url,
        Map<String, String> headers,
        Map<String, Object> extraBody,
        boolean systemOnTop) {
    public Endpoint {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(url, "url");
        headers = Map.copyOf(headers);
        extraBody = Map.copyOf(extraBody);
    }

    /** A user in an address is a key, too; addresses are shown, so it goes into a header. Empty where there is none. */
    public static Map<String, String> userHeader(URI url) {
        return url.getUserInfo() == null
                ? Map.of()
                : Map.of(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(url.getUserInfo().getBytes(StandardCharsets.UTF_8)));
    }

    /** Never shows the headers. */
    @Override
    public String toString() {
        return "Endpoint[name=" + name + ", protocol=" + protocol + ", url=" + url.getScheme() + "://"
                + url.getAuthority() + url.getPath() + "]";
    }
}
