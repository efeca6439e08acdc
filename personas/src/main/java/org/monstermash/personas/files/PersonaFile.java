package org.monstermash.personas.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.monstermash.personas.Persona;
import org.monstermash.personas.PersonaFileException;
import org.monstermash.personas.cards.CharacterCards;

/** One file that holds a persona, told apart by the end of its name. */
record PersonaFile(Path path, Kind kind) {
    /** The shipped ones have 20 KB; a file of this size is read in well under a second. */
    static final int MAX_YAML_BYTES = 512 * 1024;

    enum Kind {
        YAML,
        PNG_CARD,
        JSON_CARD
    }

    /** Empty when the name does not end like a persona's file. */
    static Optional<PersonaFile> at(Path path) {
        String name = path.getFileName() == null ? "" : path.getFileName().toString();
        return kind(name.toLowerCase(Locale.ROOT)).map(kind -> new PersonaFile(path, kind));
    }

    private static Optional<Kind> kind(String name) {
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return Optional.of(Kind.YAML);
        }
        if (name.endsWith(".png")) {
            return Optional.of(Kind.PNG_CARD);
        }
        return name.endsWith(".json") ? Optional.of(Kind.JSON_CARD) : Optional.empty();
    }

    /** The name without its end. */
    String stem() {
        String name = path.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** @throws PersonaFileException when it holds no persona */
    Persona read() {
        if (!Files.isRegularFile(path)) {
            throw PersonaFileException.in(path.toString(), Files.exists(path) ? "is not a file" : "no such file");
        }
        String file = path.toString();
        return switch (kind) {
            case YAML -> yaml(file, bytes(MAX_YAML_BYTES));
            case PNG_CARD -> CharacterCards.fromPng(file, bytes(CharacterCards.MAX_PNG_BYTES));
            case JSON_CARD -> CharacterCards.fromJson(file, bytes(CharacterCards.MAX_JSON_BYTES));
        };
    }

    /** @throws PersonaFileException when it is no persona in UTF-8 */
    static Persona yaml(String file, byte[] bytes) {
        return PersonaYaml.read(file, utf8(file, bytes));
    }

    private byte[] bytes(int limit) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw PersonaFileException.in(path.toString(), "larger than " + limit / 1024 + " KiB");
            }
            return bytes;
        } catch (IOException e) {
            throw PersonaFileException.in(path.toString(), "cannot be read: " + e);
        }
    }

    private static String utf8(String file, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            String before = new String(Arrays.copyOf(bytes, buffer.position()), StandardCharsets.UTF_8);
            long line = before.chars().filter(c -> c == '\n').count() + 1;
            throw PersonaFileException.in(file + ":" + line, "expected UTF-8");
        }
    }
}
