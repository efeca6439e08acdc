package org.monstermash.arena.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.monstermash.arena.turn.PreambleLine;

/** A preamble's file: a JSON array of {@code {role, content}}. */
final class Preamble {
    private Preamble() {}

    static List<PreambleLine> read(String flag, Path file) {
        JsonNode array = json(flag, file);
        if (!array.isArray()) {
            throw wrong(flag, file, "expected an array of {\"role\": …, \"content\": …}");
        }
        List<PreambleLine> lines = new ArrayList<>();
        for (JsonNode each : array) {
            lines.add(line(flag, file, lines.size() + 1, each));
        }
        return lines;
    }

    private static JsonNode json(String flag, Path file) {
        try {
            return JsonFlag.MAPPER.readTree(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw wrong(flag, file, "there is no such file");
        } catch (JsonProcessingException e) {
            throw wrong(
                    flag,
                    file,
                    "not JSON: line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr());
        } catch (MalformedInputException e) {
            throw wrong(flag, file, "not UTF-8");
        } catch (IOException e) {
            throw wrong(flag, file, "cannot be read: " + e.getMessage());
        }
    }

    private static PreambleLine line(String flag, Path file, int number, JsonNode line) {
        JsonNode role = line.path("role");
        JsonNode content = line.path("content");
        if (!role.isTextual() || !content.isTextual()) {
            throw wrong(flag, file, "line " + number + " needs the texts role and content");
        }
        return switch (role.asText()) {
            case "user" -> new PreambleLine(PreambleLine.Role.USER, content.asText());
            case "assistant" -> new PreambleLine(PreambleLine.Role.ASSISTANT, content.asText());
            case "system" -> new PreambleLine(PreambleLine.Role.SYSTEM, content.asText());
            default ->
                throw wrong(
                        flag,
                        file,
                        "line " + number + ": role must be user, assistant or system: "
                                + role.asText().replaceAll("\\p{Cntrl}", "?"));
        };
    }

    private static UsageProblem wrong(String flag, Path file, String what) {
        return new UsageProblem(flag + ": " + file + ": " + what);
    }
}
