package org.monstermash.models.routing;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * The address of a request.
 *
 * @param shown for people: what the base may hold of secrets, a user and a query, is left out
 */
record Address(URI url, String shown) {

    /**
     * From the base that people write: slashes at its end do not count, its query stays, its user does not.
     *
     * @param path what follows the base, from the base without its end
     * @param query of the request, blank = none
     */
    static Address of(URI base, UnaryOperator<String> path, String query) {
        String plain = base.getScheme() + "://" + hostAndPort(base) + withoutSlashes(base.getRawPath());
        String place = plain + path.apply(plain);
        String own = base.getRawQuery() == null ? "" : base.getRawQuery();
        String both = own + (own.isEmpty() || query.isEmpty() ? "" : "&") + query;
        return new Address(URI.create(asked(place, both)), asked(place, query));
    }

    static String inQuery(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String asked(String place, String query) {
        return query.isEmpty() ? place : place + "?" + query;
    }

    private static String hostAndPort(URI base) {
        return base.getHost() + (base.getPort() < 0 ? "" : ":" + base.getPort());
    }

    private static String withoutSlashes(String path) {
        return path == null ? "" : path.replaceAll("/+$", "");
    }
}
