package org.monstermash.personas.cards;

import org.monstermash.personas.Persona;
import org.monstermash.personas.PersonaFileException;

/**
 * Reads character cards as personas: see {@code docs/PERSONAS.md} for what becomes of each field. Whatever the bytes are,
 * either a persona comes out or a {@link PersonaFileException}; nothing grows beyond a small multiple of the limits.
 */
public final class CharacterCards {
    /** A picture of 2048 × 3072 pixels with its text fits. */
    public static final int MAX_PNG_BYTES = 8 * 1024 * 1024;

    /** Of the JSON, in a file or decoded from a picture. Cards with large lorebooks have 300 KB. */
    public static final int MAX_JSON_BYTES = 1024 * 1024;

    private CharacterCards() {}

    /**
     * A card as a picture.
     *
     * @param file how errors name it
     */
    public static Persona fromPng(String file, byte[] png) {
        return fromJson(file, PngText.card(file, png));
    }

    /**
     * A card as JSON.
     *
     * @param file how errors name it
     */
    public static Persona fromJson(String file, byte[] json) {
        if (json.length > MAX_JSON_BYTES) {
            throw PersonaFileException.in(file, "card is larger than " + MAX_JSON_BYTES / 1024 + " KiB of JSON");
        }
        return new CardPersona(file, CardJson.read(file, json)).persona();
    }
}
