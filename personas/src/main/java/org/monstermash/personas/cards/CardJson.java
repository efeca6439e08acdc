package org.monstermash.personas.cards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.monstermash.personas.PersonaFileException;

/** The JSON of a card: V2 and V3 keep it under {@code data}, V1 at the top. Unknown fields are none of our business. */
final class CardJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final List<String> SPECS = List.of("chara_card_v2", "chara_card_v3");

    private final String file;
    private final String path;
    private final JsonNode fields;

    private CardJson(String file, String path, JsonNode fields) {
        this.file = file;
        this.path = path;
        this.fields = fields;
    }

    /** @throws PersonaFileException when it is no card */
    static CharacterCard read(String file, byte[] json) {
        JsonNode root = parsed(file, json);
        if (!root.isObject()) {
            throw PersonaFileException.in(file, "expected a JSON object");
        }
        if (!root.hasNonNull("spec") && !root.has("data")) {
            return new CardJson(file, "", root).card();
        }
        if (!SPECS.contains(root.path("spec").asText())) {
            throw PersonaFileException.in(file, "spec", "expected " + String.join(" or ", SPECS));
        }
        if (!root.path("data").isObject()) {
            throw PersonaFileException.in(file, "data", "expected an object");
        }
        return new CardJson(file, "data.", root.get("data")).card();
    }

    private static JsonNode parsed(String file, byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            String line = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
            throw PersonaFileException.in(file + line, "not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw PersonaFileException.in(file, "not JSON: " + e.getMessage());
        }
    }

    private CharacterCard card() {
        if (text("name").isBlank()) {
            throw wrong("name", "required, but empty");
        }
        return new CharacterCard(
                text("name"),
                text("nickname"),
                text("description"),
                text("personality"),
                text("scenario"),
                text("system_prompt"),
                text("mes_example"),
                text("post_history_instructions"),
                greetings(),
                text("creator_notes"),
                texts("tags"),
                talkativeness(),
                lorebook());
    }

    private List<String> greetings() {
        return Stream.of(List.of(text("first_mes")), texts("alternate_greetings"), texts("group_only_greetings"))
                .flatMap(List::stream)
                .toList();
    }

    private Double talkativeness() {
        JsonNode extension = fields.path("extensions").path("talkativeness");
        boolean inExtensions = !extension.isMissingNode();
        JsonNode value = inExtensions ? extension : fields.path("talkativeness");
        if (value.isMissingNode()
                || value.isNull()
                || value.isTextual() && value.asText().isBlank()) {
            return null;
        }
        double number = value.isNumber() || value.isTextual() ? value.asDouble(Double.NaN) : Double.NaN;
        if (!(number >= 0 && number <= 1)) {
            throw wrong(
                    inExtensions ? "extensions.talkativeness" : "talkativeness",
                    "expected a number from 0 to 1, not " + PersonaFileException.quoted(value.asText()));
        }
        return number;
    }

    private List<CharacterCard.Lore> lorebook() {
        JsonNode book = fields.path("character_book");
        JsonNode entries = book.path("entries");
        if (book.isMissingNode() || book.isNull() || entries.isMissingNode() || entries.isNull()) {
            return List.of();
        }
        if (!entries.isArray()) {
            throw wrong("character_book.entries", "expected a list");
        }
        List<CardJson> inOrder = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            inOrder.add(new CardJson(file, path + "character_book.entries[" + i + "].", entries.get(i)));
        }
        return inOrder.stream()
                .filter(entry -> entry.fields.path("enabled").asBoolean(true))
                .sorted(Comparator.comparingDouble(
                        entry -> entry.fields.path("insertion_order").asDouble(0)))
                .map(CardJson::lore)
                .toList();
    }

    private CharacterCard.Lore lore() {
        boolean patterns = fields.path("use_regex").asBoolean(false);
        return new CharacterCard.Lore(patterns ? List.of() : texts("keys"), text("content"));
    }

    private String text(String name) {
        JsonNode value = fields.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw wrong(name, "expected text");
        }
        return value.asText();
    }

    private List<String> texts(String name) {
        JsonNode value = fields.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode item : value) {
            if (item.isTextual()) {
                texts.add(item.asText());
            }
        }
        if (!value.isArray() || texts.size() < value.size()) {
            throw wrong(name, "expected a list of texts");
        }
        return List.copyOf(texts);
    }

    private PersonaFileException wrong(String name, String problem) {
        return PersonaFileException.in(file, path + name, problem);
    }
}
