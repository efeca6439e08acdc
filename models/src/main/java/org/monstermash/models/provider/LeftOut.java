package org.monstermash.models.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What one endpoint does not want to be sent: learnt from its refusals, kept for as long as the model is used. Any thread
 * may use it.
 */
final class LeftOut {
    private final Dialect dialect;

    /** Path of a field → the name it has now, or empty when it is gone. */
    private final Map<String, String> changed = new ConcurrentHashMap<>();

    LeftOut(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Takes out of a request what is known not to be wanted. */
    void apply(ObjectNode body) {
        changed.forEach((path, twin) -> {
            ObjectNode holder = holder(body, path);
            JsonNode value = holder == null ? null : holder.remove(name(path));
            if (value != null && !twin.isEmpty()) {
                holder.set(twin, value);
            }
            if (holder != null && holder != body && holder.isEmpty()) {
                body.remove(path.substring(0, path.indexOf('.')));
            }
        });
    }

    /**
     * Looks in a refusal for a field that was sent and can go.
     *
     * @param sent the body as the protocol and this wrote it, without the endpoint's extra fields: those are the user's
     * @return whether the next request will look different
     */
    boolean learn(String refusal, ObjectNode sent) {
        // The words stand in JSON, their quotes escaped.
        String words = refusal.replace("\\\"", "\"");
        for (Dialect.OptionalField field : dialect.optional()) {
            String known = changed.get(field.path());
            String path = known == null || known.isEmpty() ? field.path() : known;
            ObjectNode holder = holder(sent, path);
            if (holder != null && holder.has(name(path)) && isNamed(name(path), words)) {
                changed.put(field.path(), known == null ? field.twin() : "");
                return true;
            }
        }
        return false;
    }

    /** Names of several words are found anywhere; a plain word like "stop" only where it stands in quotes. */
    private static boolean isNamed(String name, String refusal) {
        String snake = name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        String either = "(?:" + name + "|" + snake + ")";
        String pattern = snake.contains("_") || name.equals("temperature")
                ? "(?<![A-Za-z_])" + either + "(?![A-Za-z_])"
                : "(['\"`])" + either + "\\1";
        return Pattern.compile(pattern).matcher(refusal).find();
    }

    private static ObjectNode holder(ObjectNode body, String path) {
        int dot = path.indexOf('.');
        JsonNode holder = dot < 0 ? body : body.path(path.substring(0, dot));
        return holder instanceof ObjectNode object ? object : null;
    }

    private static String name(String path) {
        return path.substring(path.indexOf('.') + 1);
    }
}
