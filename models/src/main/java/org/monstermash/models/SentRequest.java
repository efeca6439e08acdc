package org.monstermash.models;

import java.net.URI;
import java.util.Objects;

/**
 * A request to a server, fit to be shown.
 *
 * @param url without user, query and fragment
 * @param body the JSON as it was sent, without headers; where it repeats a key, that is left out
 */
public record SentRequest(String url, String body) {
    public SentRequest {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(body, "body");
    }

    public static SentRequest to(URI url, String body) {
        String authority = String.valueOf(url.getRawAuthority());
        String server = authority.substring(authority.lastIndexOf('@') + 1);
        return new SentRequest(url.getScheme() + "://" + server + url.getRawPath(), body);
    }
}
