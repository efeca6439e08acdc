package org.monstermash.bus.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids of messages and replies: 32 lower-case hex digits, random or derived. */
public final class Ids {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
    private static final int BYTES = 16;

    private Ids() {}

    /** A new random id. */
    public static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /**
     * The id of what {@code persona} answers to {@code cause} in {@code room}: the same for every delivery of the
     * cause, so that a second try cannot make a second reply.
     *
     * @param cause the id of a message, or of a request to speak
     */
    public static String ofReply(String room, String persona, String cause) {
        return derived("reply", room, persona, cause);
    }

    /** The id of the message a client sends under its own idempotency key. */
    public static String ofClient(String room, String clientId) {
        return derived("client", room, clientId);
    }

    /**
     * Returns the id unchanged.
     *
     * @throws IllegalArgumentException naming the culprit, when it is not 32 lower-case hex digits
     */
    public static String check(String id) {
        if (id == null || !FORM.matcher(id).matches()) {
            throw new IllegalArgumentException("id must be 32 lower-case hex digits: " + Shown.shortened(id));
        }
        return id;
    }

    private static String derived(String... parts) {
        byte[] hash = sha256().digest(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
