package org.monstermash.models.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.monstermash.models.Prompt;

/**
 * The JSON of one request.
 *
 * @param plain as the protocol writes it
 * @param whole with the endpoint's extra fields: merged into objects, in place of everything else, never in place of what
 *     the protocol owns; fields that are null are not sent, since some servers die of them
 */
record RequestBody(ObjectNode plain, ObjectNode whole) {

    static RequestBody of(Dialect dialect, Endpoint endpoint, Prompt prompt, ModelOptions options, LeftOut leftOut) {
        ObjectNode plain = dialect.request(endpoint, prompt, options);
        leftOut.apply(plain);
        ObjectNode extra = Json.MAPPER.valueToTree(endpoint.extraBody());
        extra.remove(dialect.owned());
        ObjectNode whole = plain.deepCopy();
        for (Dialect.OptionalField field : dialect.optional()) {
            // Two names for one thing are refused: the one that was given by hand wins.
            if (!field.twin().isEmpty() && (extra.has(field.twin()) || extra.has(field.path()))) {
                whole.remove(field.path());
                whole.remove(field.twin());
            }
        }
        merge(whole, extra);
        return new RequestBody(plain, whole);
    }

    byte[] bytes() {
        try {
            return Json.MAPPER.writeValueAsBytes(whole);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void merge(ObjectNode target, ObjectNode extra) {
        extra.properties().forEach(field -> {
            JsonNode there = target.path(field.getKey());
            if (field.getValue() instanceof ObjectNode fields) {
                ObjectNode merged = there instanceof ObjectNode object ? object : target.objectNode();
                merge(merged, fields);
                target.set(field.getKey(), merged);
            } else if (!field.getValue().isNull()) {
                target.set(field.getKey(), field.getValue());
            }
        });
    }
}
