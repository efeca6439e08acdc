package org.monstermash.arena.options;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.monstermash.models.provider.Protocol;

/** An endpoint's address and the protocol that is spoken there: named, or known by the path. */
record Address(URI url, Protocol protocol) {
    private static final Map<String, Protocol> BY_END = Map.of(
            "/api/chat", Protocol.OLLAMA,
            "/chat/completions", Protocol.OPENAI,
            "/v1/messages", Protocol.ANTHROPIC,
            ":streamgeneratecontent", Protocol.GEMINI);

    static Address of(String flag, String text, Optional<String> protocol) {
        URI url = url(flag, text);
        Optional<Protocol> known = protocol.map(Address::named).or(() -> byPath(url));
        return new Address(
                url,
                known.orElseThrow(() -> new UsageProblem(flag
                        + ": which protocol is spoken there? Known by its path are …/api/chat, …/chat/completions and"
                        + " …/v1/messages; say it with --protocol openai|anthropic|gemini|ollama")));
    }

    private static URI url(String flag, String text) {
        try {
            URI url = new URI(text.strip());
            boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (http && url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // told below, without its text: it may hold a key
        }
        throw new UsageProblem(flag + ": expected a whole address, like http://localhost:11434/api/chat");
    }

    private static Optional<Protocol> byPath(URI url) {
        String path = Optional.ofNullable(url.getPath()).orElse("").toLowerCase(Locale.ROOT);
        String end = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return BY_END.entrySet().stream()
                .filter(known -> end.endsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    static Protocol named(String protocol) {
        try {
            return Protocol.valueOf(protocol.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new UsageProblem("--protocol: expected openai, anthropic, gemini or ollama: "
                    + protocol.replaceAll("\\p{Cntrl}", "?"));
        }
    }
}
