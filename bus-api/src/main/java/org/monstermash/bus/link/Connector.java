package org.monstermash.bus.link;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.monstermash.bus.BusUnavailable;

/** Opens lines to one gateway. */
final class Connector {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");
    private static final int UNAUTHORIZED = 401;

    private final URI uri;
    private final Supplier<String> token;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();

    Connector(URI gateway, Supplier<String> token) {
        this.uri = busUri(gateway);
        this.token = token;
    }

    private static URI busUri(URI gateway) {
        String base = gateway.toString().replaceFirst("/+$", "");
        if (!base.startsWith("http://") && !base.startsWith("https://")) {
            throw new IllegalArgumentException("the gateway's URL must begin with http:// or https://: " + gateway);
        }
        return URI.create("ws" + base.substring("http".length()) + "/bus");
    }

    URI uri() {
        return uri;
    }

    /** @throws BusUnavailable whose message says why, for people */
    Line open(Consumer<Frame.FromGateway> receiver) {
        Line line = new Line(receiver);
        try {
            http.newWebSocketBuilder()
                    .connectTimeout(LIMIT)
                    .header("Authorization", "Bearer " + usableToken())
                    .buildAsync(uri, line)
                    .join();
            return line;
        } catch (RuntimeException e) {
            throw new BusUnavailable(reason(e), e);
        }
    }

    /** Never shows the token, which the error of a header with odd characters would. */
    private String usableToken() {
        String given = token.get().strip();
        if (!TOKEN.matcher(given).matches()) {
            throw new IllegalStateException("the token is blank, or holds blanks or letters beyond ASCII");
        }
        return given;
    }

    private static String reason(RuntimeException e) {
        Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        if (cause instanceof WebSocketHandshakeException refused) {
            int status = refused.getResponse().statusCode();
            return status == UNAUTHORIZED ? "the token is not the gateway's (401)" : "answered with " + status;
        }
        if (cause instanceof ConnectException) {
            return "nobody listens there";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    void close() {
        http.shutdownNow();
    }
}
