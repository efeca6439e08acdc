package org.monstermash.models.stub;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer recorded from a real server: a first line with the request, then the bytes as they came, chunk sizes included,
 * then how curl ended.
 *
 * @param name of the file, without its ending
 * @param pieces the answer, cut where the server's chunks ended
 */
public record Capture(String name, List<byte[]> pieces) {
    private static final Pattern CHUNK_SIZE = Pattern.compile("\\G([0-9a-fA-F]+)\r\n");

    /** Reads {@code /captures/<name>.txt} from the class path. */
    public static Capture read(String name) {
        try (InputStream file = Capture.class.getResourceAsStream("/captures/" + name + ".txt")) {
            if (file == null) {
                throw new IllegalArgumentException("no such capture: " + name);
            }
            // One character a byte, so that places in the text are places in the bytes.
            String text = new String(file.readAllBytes(), StandardCharsets.ISO_8859_1);
            text = text.replaceFirst("\\A### curl[^\n]*\n", "")
                    .replaceFirst("\n?### curl exit \\d+\n\\z", "")
                    .replaceFirst("\n?curl: \\(\\d+\\)[^\n]*\n?\\z", "");
            return new Capture(name, pieces(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<byte[]> pieces(String text) {
        List<byte[]> pieces = new ArrayList<>();
        int from = text.indexOf("\r\n\r\n") + 4;
        if (from < 4) {
            return List.of();
        }
        add(pieces, text.substring(0, from));
        if (text.substring(0, from).toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
            Matcher size = CHUNK_SIZE.matcher(text);
            while (size.find(from)) {
                int length = Integer.parseInt(size.group(1), 16);
                int end = Math.min(text.length(), size.end() + length + 2);
                add(pieces, text.substring(from, end));
                from = end;
                if (length == 0) {
                    return List.copyOf(pieces);
                }
            }
        }
        add(pieces, text.substring(from));
        return List.copyOf(pieces);
    }

    private static void add(List<byte[]> pieces, String text) {
        if (!text.isEmpty()) {
            pieces.add(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
