package org.monstermash.gateway.transcript;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.function.Consumer;
import org.monstermash.bus.event.Message;

/**
 * A page that needs nothing but itself. What was said is text, never markup, and its direction stays inside its own box;
 * the page's policy forbids every script and everything external, also when it is opened from a disk.
 */
public final class HtmlPage implements Transcript {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private static final String STYLE = """
            body{background:#14101c;color:#eee6f5;font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:48rem;padding:1rem}
            h1{font-size:1.4rem}
            article{background:#211a2e;border-left:4px solid #7a6a94;border-radius:.5rem;margin:.75rem 0;overflow:hidden;padding:.5rem 1rem}
            article.monster{border-color:#ff5fa2}
            header{color:#b9a9cf;font-size:.85rem}
            header bdi{color:#fff;font-size:1rem;font-weight:600}
            .text{overflow-wrap:anywhere;unicode-bidi:isolate;white-space:pre-wrap}
            details{color:#b9a9cf;font-size:.9rem}
            """;

    private static final String POLICY =
            "default-src 'none'; style-src 'sha256-" + sha256(STYLE) + "'; base-uri 'none'; form-action 'none'";

    @Override
    public String contentType() {
        return "text/html; charset=utf-8";
    }

    @Override
    public String contentSecurityPolicy() {
        return POLICY + "; frame-ancestors 'none'";
    }

    @Override
    public Pages begin(String room, Consumer<String> out) {
        out.accept("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">"
                + "<meta name=\"viewport\" content=\"width=device-width\">"
                + "<title>Monster Mash Chatroom: " + escaped(room) + "</title><style>" + STYLE + "</style></head>\n"
                + "<body><h1>🎃 Monster Mash Chatroom: " + escaped(room) + "</h1>\n");
        return new Pages() {
            @Override
            public void add(Message message) {
                out.accept(article(message));
            }

            @Override
            public void end() {
                out.accept("</body></html>\n");
            }
        };
    }

    private static String article(Message message) {
        StringBuilder html = new StringBuilder("<article id=\"m")
                .append(message.seq())
                .append("\" class=\"")
                .append(message.byMonster() ? "monster" : "human")
                .append("\"><header>");
        if (message.personaEmoji() != null) {
            html.append("<bdi>").append(escaped(message.personaEmoji())).append("</bdi> ");
        }
        html.append("<bdi>").append(escaped(message.author())).append("</bdi>");
        if (message.persona() != null) {
            html.append(" (").append(escaped(message.persona())).append(')');
        }
        html.append(" · <time>").append(TIME.format(message.createdAt())).append("</time>");
        if (message.model() != null) {
            html.append(" · <bdi>").append(escaped(message.model())).append("</bdi>");
        }
        html.append(message.truncated() ? " · cut short</header>" : "</header>");
        if (message.thinking() != null) {
            html.append("<details><summary>Thinking</summary>")
                    .append(text(message.thinking()))
                    .append("</details>");
        }
        return html.append(text(message.content())).append("</article>\n").toString();
    }

    private static String text(String said) {
        return "<div class=\"text\" dir=\"auto\">" + escaped(said) + "</div>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
