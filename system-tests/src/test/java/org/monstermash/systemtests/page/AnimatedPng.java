package org.monstermash.systemtests.page;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures of one size, one after the other, as an animated PNG: each frame holds only what changed (APNG 1.0). */
final class AnimatedPng {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int FOR_EVER = 0;
    private static final int LAST_FRAME_TIMES = 12;

    private final DataOutputStream out;
    private int sequence;

    private AnimatedPng(DataOutputStream out) {
        this.out = out;
    }

    /** @param frames PNG files */
    static void write(Path file, List<byte[]> frames, Duration each) throws IOException {
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            new AnimatedPng(out).write(frames, each);
        }
    }

    private void write(List<byte[]> frames, Duration each) throws IOException {
        BufferedImage before = null;
        out.write(SIGNATURE);
        for (int at = 0; at < frames.size(); at++) {
            BufferedImage image = opaque(ImageIO.read(new ByteArrayInputStream(frames.get(at))));
            Rectangle changed = changed(before, image);
            byte[] png = png(image.getSubimage(changed.x, changed.y, changed.width, changed.height));
            if (before == null) {
                chunk("IHDR", part(png, "IHDR"));
                chunk("acTL", ints(frames.size(), FOR_EVER));
            }
            int millis = (int) each.toMillis() * (at == frames.size() - 1 ? LAST_FRAME_TIMES : 1);
            chunk("fcTL", frameControl(changed, millis));
            byte[] data = part(png, "IDAT");
            if (before == null) {
                chunk("IDAT", data);
            } else {
                chunk("fdAT", joined(ints(sequence++), data));
            }
            before = image;
        }
        chunk("IEND", new byte[0]);
    }

    private static BufferedImage opaque(BufferedImage image) {
        BufferedImage rgb = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        rgb.getGraphics().drawImage(image, 0, 0, null);
        return rgb;
    }

    /** The smallest rectangle outside of which nothing changed; one pixel when nothing did. */
    private static Rectangle changed(BufferedImage before, BufferedImage now) {
        if (before == null) {
            return new Rectangle(now.getWidth(), now.getHeight());
        }
        Rectangle changed = null;
        for (int y = 0; y < now.getHeight(); y++) {
            for (int x = 0; x < now.getWidth(); x++) {
                if (before.getRGB(x, y) != now.getRGB(x, y)) {
                    Rectangle pixel = new Rectangle(x, y, 1, 1);
                    changed = changed == null ? pixel : changed.union(pixel);
                }
            }
        }
        return changed == null ? new Rectangle(0, 0, 1, 1) : changed;
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    /** All data of the chunks of a type. */
    private static byte[] part(byte[] png, String type) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(png));
        in.skipNBytes(SIGNATURE.length);
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        while (in.available() > 0) {
            int length = in.readInt();
            String found = new String(in.readNBytes(4), StandardCharsets.US_ASCII);
            byte[] content = in.readNBytes(length);
            in.skipNBytes(4);
            if (found.equals(type)) {
                data.write(content);
            }
        }
        return data.toByteArray();
    }

    private byte[] frameControl(Rectangle place, int millis) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.write(ints(sequence++, place.width, place.height, place.x, place.y));
        data.writeShort(millis);
        data.writeShort(1000);
        data.writeByte(0); // the next frame is drawn over this one
        data.writeByte(0); // and replaces what was there
        return bytes.toByteArray();
    }

    private void chunk(String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }

    private static byte[] ints(int... values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        for (int value : values) {
            data.writeInt(value);
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[] first, byte[] second) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(first);
        bytes.write(second);
        return bytes.toByteArray();
    }
}
