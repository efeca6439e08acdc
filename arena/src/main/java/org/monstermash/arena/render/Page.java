package org.monstermash.arena.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The frame of a page that needs nothing but itself: one style, no script, and a policy that forbids all else. */
public final class Page {
    private static final String STYLE = style();
    private static final String POLICY =
            "default-src 'none'; style-src 'sha256-" + sha256(STYLE) + "'; base-uri 'none'; form-action 'none'";

    /** What closes a page; what stands before it is a whole page at any time. */
    public static final String CLOSE = "</main>\n</body>\n</html>\n";

    private Page() {}

    /** Up to and with the begin of the main part. */
    public static String open(String title) {
        return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"referrer\" content=\"no-referrer\">\n"
                + "<meta name=\"color-scheme\" content=\"dark light\">\n"
                + "<title>" + Html.escaped(title) + "</title>\n<style>" + STYLE + "</style>\n</head>\n<body>\n<main>\n";
    }

    private static String style() {
        try (InputStream css = Page.class.getResourceAsStream("/transcript/page.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
