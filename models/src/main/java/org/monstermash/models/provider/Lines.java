package org.monstermash.models.provider;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lines of UTF-8 ended by CR LF, LF or CR, whole characters wherever the bytes were split. One line holds at most
 * {@value #MAX_LINE_BYTES} bytes, else {@link Garbage}.
 */
final class Lines {
    static final int MAX_LINE_BYTES = 1024 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[8192];
    private int next;
    private int end;
    private byte[] line = new byte[1024];
    private boolean afterCarriageReturn;
    private boolean first = true;

    Lines(InputStream in) {
        this.in = in;
    }

    /** The next line without its end, also one that nothing ends; null after the last. */
    String next() throws IOException {
        int length = 0;
        while (true) {
            if (next == end && !fill()) {
                return length == 0 ? null : text(length);
            }
            byte b = buffer[next++];
            if (b == '\n' && afterCarriageReturn) {
                afterCarriageReturn = false;
                continue;
            }
            afterCarriageReturn = b == '\r';
            if (b == '\n' || b == '\r') {
                return text(length);
            }
            if (length == MAX_LINE_BYTES) {
                throw new Garbage("a line longer than " + MAX_LINE_BYTES + " bytes");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, Math.min(MAX_LINE_BYTES, length * 2));
            }
            line[length++] = b;
        }
    }

    private boolean fill() throws IOException {
        next = 0;
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        return end > 0;
    }

    private String text(int length) {
        String text = new String(line, 0, length, StandardCharsets.UTF_8);
        boolean marked = first && text.startsWith("\uFEFF");
        first = false;
        return marked ? text.substring(1) : text;
    }
}
