package org.monstermash.personas.cards;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.monstermash.personas.PersonaFileException;

/** The text that card editors put into a picture: base64 in a tEXt chunk named ccv3 or chara (PNG, third edition, 11.3.3). */
final class PngText {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int CHUNK_OVERHEAD = 12; // length, type and checksum
    private static final String V3 = "ccv3";
    private static final String V2 = "chara";
    private static final Set<String> KEYWORDS = Set.of(V3, V2);

    private final String file;
    private final Map<String, byte[]> texts = new HashMap<>();

    private PngText(String file) {
        this.file = file;
    }

    /** The JSON of the newer card, if there are two. */
    static byte[] card(String file, byte[] png) {
        PngText text = new PngText(file);
        text.readChunks(png);
        byte[] base64 = text.texts.getOrDefault(V3, text.texts.get(V2));
        if (base64 == null) {
            throw PersonaFileException.in(file, "holds no character card (no tEXt chunk ccv3 or chara)");
        }
        return text.decoded(base64);
    }

    private void readChunks(byte[] png) {
        if (!Arrays.equals(png, 0, Math.min(png.length, SIGNATURE.length), SIGNATURE, 0, SIGNATURE.length)) {
            throw PersonaFileException.in(file, "is not a PNG picture");
        }
        ByteBuffer bytes = ByteBuffer.wrap(png).position(SIGNATURE.length);
        String type = "";
        while (bytes.remaining() >= CHUNK_OVERHEAD && !type.equals("IEND")) {
            int length = bytes.getInt();
            if (length < 0 || length > bytes.remaining() - (CHUNK_OVERHEAD - Integer.BYTES)) {
                throw PersonaFileException.in(file, "damaged PNG: a chunk goes beyond the end of the file");
            }
            int start = bytes.position();
            type = latin1(Arrays.copyOfRange(png, start, start + 4));
            bytes.position(start + 4 + length);
            int checksum = bytes.getInt();
            if (type.equals("tEXt") || type.equals("iTXt") || type.equals("zTXt")) {
                checkSum(png, start, length, type, checksum);
                readText(type, Arrays.copyOfRange(png, start + 4, start + 4 + length));
            }
        }
    }

    private void checkSum(byte[] png, int start, int length, String type, int checksum) {
        CRC32 crc = new CRC32();
        crc.update(png, start, 4 + length);
        if ((int) crc.getValue() != checksum) {
            throw PersonaFileException.in(file, "damaged PNG: the checksum of a " + type + " chunk is wrong");
        }
    }

    private void readText(String type, byte[] data) {
        int end = indexOfZero(data, 0);
        String keyword = latin1(Arrays.copyOf(data, end)).toLowerCase(Locale.ROOT);
        if (KEYWORDS.contains(keyword)) {
            texts.putIfAbsent(
                    keyword,
                    switch (type) {
                        case "tEXt" -> from(data, end + 1);
                        case "iTXt" -> international(data, end + 1);
                        default -> throw compressed();
                    });
        }
    }

    /** iTXt: a flag and a method of compression, a language, the translated keyword, then the text. */
    private byte[] international(byte[] data, int start) {
        if (start < data.length && data[start] != 0) {
            throw compressed();
        }
        int language = indexOfZero(data, start + 2);
        return from(data, indexOfZero(data, language + 1) + 1);
    }

    private PersonaFileException compressed() {
        return PersonaFileException.in(file, "its card is compressed: save it as a plain tEXt chunk or as JSON");
    }

    private byte[] decoded(byte[] base64) {
        String text = latin1(base64).replaceAll("\\s+", "");
        if (text.length() / 4 * 3 > CharacterCards.MAX_JSON_BYTES + 3) {
            throw PersonaFileException.in(
                    file, "card is larger than " + CharacterCards.MAX_JSON_BYTES / 1024 + " KiB of JSON");
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw PersonaFileException.in(file, "its card is not base64: " + e.getMessage());
        }
    }

    private static byte[] from(byte[] data, int start) {
        return start < data.length ? Arrays.copyOfRange(data, start, data.length) : new byte[0];
    }

    private static int indexOfZero(byte[] data, int from) {
        int at = from;
        while (at < data.length && data[at] != 0) {
            at++;
        }
        return at;
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
