package org.monstermash.models.provider;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The body of an answer, unpacked. A read gives what is there and waits, until the deadline, only when nothing is. Ends
 * with {@link Garbage} after {@value #MAX_BYTES} bytes, so that no server can keep a reader busy for ever.
 */
final class BodyStream extends InputStream {
    /** Half a million tokens in the wordiest protocol. */
    static final long MAX_BYTES = 256L * 1024 * 1024;

    private final InputStream in;
    private long bytes;
    private int peeked = -1;

    private BodyStream(InputStream in) {
        this.in = in;
    }

    static BodyStream of(Exchange exchange, Exchange.Head head, Deadline deadline) throws IOException {
        InputStream raw = new Raw(exchange, deadline);
        return switch (head.header("content-encoding").strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> new BodyStream(raw);
            case "gzip", "x-gzip" -> new BodyStream(new Unpacked(raw));
            default -> throw new Garbage("content encoding " + head.header("content-encoding"));
        };
    }

    /** The first character that is no space, left to be read; the spaces before it are gone. -1 in an empty body. */
    int peek() throws IOException {
        while (peeked < 0 || Character.isWhitespace(peeked)) {
            peeked = -1;
            int read = read();
            if (read < 0) {
                return -1;
            }
            peeked = read;
        }
        return peeked;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (peeked >= 0) {
            target[offset] = (byte) peeked;
            peeked = -1;
            return 1;
        }
        int read = in.read(target, offset, length);
        bytes += Math.max(0, read);
        if (bytes > MAX_BYTES) {
            throw new Garbage("more than " + MAX_BYTES + " bytes");
        }
        return read;
    }

    /** Unpacks from the first read on, since making a {@link GZIPInputStream} reads already. */
    private static final class Unpacked extends InputStream {
        private final InputStream packed;
        private GZIPInputStream unpacked;

        Unpacked(InputStream packed) {
            this.packed = packed;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("only whole buffers are read");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                if (unpacked == null) {
                    unpacked = new GZIPInputStream(packed);
                }
                return unpacked.read(target, offset, length);
            } catch (ZipException e) {
                throw new Garbage("broken gzip: " + e.getMessage());
            }
        }
    }

    /** The bytes as they come. */
    private static final class Raw extends InputStream {
        private final Exchange exchange;
        private final Deadline deadline;
        private byte[] bytes = new byte[0];
        private int next;
        private boolean ended;

        Raw(Exchange exchange, Deadline deadline) {
            this.exchange = exchange;
            this.deadline = deadline;
        }

        @Override
        public int available() {
            return bytes.length - next;
        }

        @Override
        public int read() throws IOException {
            return fill() ? bytes[next++] & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (!fill()) {
                return -1;
            }
            int count = Math.min(length, bytes.length - next);
            System.arraycopy(bytes, next, target, offset, count);
            next += count;
            return count;
        }

        private boolean fill() throws IOException {
            if (!ended && next == bytes.length) {
                try {
                    bytes = exchange.read(deadline);
                } catch (InterruptedException e) {
                    throw new InterruptedIOException("interrupted");
                }
                next = 0;
                ended = bytes.length == 0;
            }
            return !ended;
        }
    }
}
