package org.monstermash.tracing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The ids of steps, derived from what everybody knows: so each process can name a step of another as the parent of its
 * own, and nothing has to be sent along.
 */
public final class StepIds {
    private static final int BYTES = 8;

    private StepIds() {}

    /** The request that brought a person's message. */
    public static String posted(String message) {
        return derived("posted", message);
    }

    /** Handing a message to the bus, by the process in that role. */
    public static String published(String role, String message) {
        return derived("published", role, message);
    }

    /** What a persona did about a message, from getting it to settling it. */
    public static String turn(String persona, String message) {
        return derived("turn", persona, message);
    }

    /** One request to a model. */
    public static String call(String reply, String model, long number) {
        return derived("call", reply, model, String.valueOf(number));
    }

    /** A gateway's writing a message to its sockets. */
    public static String shown(String gateway, String message) {
        return derived("shown", gateway, message);
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
