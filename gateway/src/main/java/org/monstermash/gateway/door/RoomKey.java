package org.monstermash.gateway.door;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The password of the rooms. Programs show it with HTTP Basic (any user name); browsers through the login page, which
 * sets a cookie. The cookie holds a keyed hash of the password, never the password: it is good until the password
 * changes, also after a restart and at other gateways.
 */
public final class RoomKey {
    static final String COOKIE = "monster_mash_room";
    private static final String BASIC = "Basic ";
    private static final long COOKIE_SECONDS = 30L * 24 * 3600;

    private final byte[] password;
    private final String pass;

    public RoomKey(String password) {
        this.password = password.getBytes(StandardCharsets.UTF_8);
        this.pass = HexFormat.of().formatHex(hash("monster-mash room cookie 1"));
    }

    public boolean opensWith(String guess) {
        return same(hash(guess), hash(new String(password, StandardCharsets.UTF_8)));
    }

    /** @param withCookie whether what the browser keeps counts, or only what the program itself says */
    boolean isShownBy(HttpServerRequest request, boolean withCookie) {
        return basic(request.getHeader("Authorization")).filter(this::opensWith).isPresent()
                || (withCookie
                        && request.cookies(COOKIE).stream()
                                .anyMatch(cookie -> same(
                                        cookie.getValue().getBytes(StandardCharsets.UTF_8),
                                        pass.getBytes(StandardCharsets.UTF_8))));
    }

    /** @param secure whether the browser came over TLS */
    public Cookie cookie(boolean secure) {
        return Cookie.cookie(COOKIE, pass)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(secure)
                .setSameSite(CookieSameSite.STRICT)
                .setMaxAge(COOKIE_SECONDS);
    }

    private static Optional<String> basic(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).trim());
            String userAndPassword = new String(decoded, StandardCharsets.UTF_8);
            int colon = userAndPassword.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(userAndPassword.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Hashed before they are compared, so that neither content nor length shows in the time it takes. */
    private byte[] hash(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(password, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static boolean same(byte[] one, byte[] other) {
        return MessageDigest.isEqual(one, other);
    }
}
