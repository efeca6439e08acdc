package org.monstermash.gateway.door;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which pages may speak to the gateway through a browser. A browser names the page in {@code Origin}; where there is
 * none, no browser asks and nothing has to be protected from somebody else's page.
 */
public final class Origins {
    private static final String ANY = "*";
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Set<String> allowed;

    /** @param allowed origins besides the gateway's own host; {@code *} = any */
    public Origins(Set<String> allowed) {
        this.allowed = allowed.stream()
                .map(origin -> origin.toLowerCase(Locale.ROOT).replaceFirst("/$", ""))
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    /** Where a request comes from. */
    public enum From {
        /** No browser. */
        NOWHERE,
        OWN_PAGE,
        /** Listed by name: may use what the browser keeps for us. */
        LISTED,
        /** Let in because anybody is: without credentials. */
        ANYWHERE,
        FOREIGN
    }

    public From from(HttpServerRequest request) {
        List<String> origins = request.headers().getAll("Origin");
        if (origins.isEmpty()) {
            return From.NOWHERE;
        }
        // more than one is no browser's doing: one that is foreign is enough to refuse
        return origins.size() == 1 ? from(origins.getFirst(), request.authority()) : From.FOREIGN;
    }

    From from(String origin, HostAndPort own) {
        if (own != null && isOwn(origin, own)) {
            return From.OWN_PAGE;
        }
        if (allowed.contains(origin.toLowerCase(Locale.ROOT))) {
            return From.LISTED;
        }
        return allowed.contains(ANY) && !origin.isBlank() ? From.ANYWHERE : From.FOREIGN;
    }

    private static boolean isOwn(String origin, HostAndPort own) {
        try {
            URI uri = new URI(origin);
            boolean bare = uri.getRawUserInfo() == null
                    && uri.getRawPath() != null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            int standard = standardPort(uri.getScheme());
            return bare
                    && standard > 0
                    && uri.getHost() != null
                    && uri.getHost().equalsIgnoreCase(own.host())
                    && portOr(standard, uri.getPort()) == portOr(standard, own.port());
        } catch (URISyntaxException e) {
            return false; // "null" and anything else that names no page
        }
    }

    private static int standardPort(String scheme) {
        if ("http".equalsIgnoreCase(scheme)) {
            return HTTP;
        }
        return "https".equalsIgnoreCase(scheme) ? HTTPS : 0;
    }

    private static int portOr(int standard, int port) {
        return port > 0 ? port : standard;
    }
}
