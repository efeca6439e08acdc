package org.monstermash.personas.cards;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;

/** A PNG put together chunk by chunk; its pixels do not matter. */
public final class Picture {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public Picture() {
        bytes.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk("IHDR", new byte[13]);
    }

    /** A card as editors write it. */
    public static byte[] of(String keyword, String json) {
        return new Picture().card(keyword, json).end();
    }

    public Picture card(String keyword, String json) {
        return text(keyword, Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)));
    }

    Picture text(String keyword, String text) {
        return chunk("tEXt", (keyword + "\0" + text).getBytes(StandardCharsets.ISO_8859_1));
    }

    Picture chunk(String type, byte[] data) {
        return chunk(type, data, 0);
    }

    Picture chunk(String type, byte[] data, int checksumError) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        bytes.writeBytes(name);
        bytes.writeBytes(data);
        bytes.writeBytes(ByteBuffer.allocate(4)
                .putInt((int) crc.getValue() + checksumError)
                .array());
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    public byte[] end() {
        return chunk("IEND", new byte[0]).bytes();
    }
}
