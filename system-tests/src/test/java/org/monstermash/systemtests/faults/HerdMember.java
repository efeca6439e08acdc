package org.monstermash.systemtests.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.monstermash.systemtests.Json;

/** One reader: a WebSocket (RFC 6455) reduced to what a server sends, and what it read. Only the herd's thread writes. */
final class HerdMember {
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final byte[] NOTHING = {};

    private final int number;
    private final String room;
    private byte[] left = NOTHING;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private boolean upgraded;
    private int lostInARow;
    private volatile boolean inside;
    private volatile String epoch;
    private volatile long seq;
    private volatile int messages;
    private volatile int closeCode;
    private volatile String trouble = "";

    HerdMember(int number, String room) {
        this.number = number;
        this.room = room;
    }

    int number() {
        return number;
    }

    /** Whether it is connected and was greeted. */
    boolean isInside() {
        return inside;
    }

    /** Of its last message; 0 for none. */
    long seq() {
        return seq;
    }

    int messages() {
        return messages;
    }

    /** The last one it was told; 0 for none. */
    int closeCode() {
        return closeCode;
    }

    /** What should not have happened: a gap, a double, a reset, another history; empty for nothing. */
    String trouble() {
        return trouble;
    }

    /** How often it lost its connection since it was last told something. */
    int lostInARow() {
        return lostInARow;
    }

    void leaves() {
        lostInARow++;
        inside = false;
        upgraded = false;
        left = NOTHING;
        text.reset();
    }

    ByteBuffer handshake(int port) {
        String path = "/live?room=" + room + (epoch == null ? "" : "&epoch=" + epoch + "&after=" + seq);
        return ByteBuffer.wrap(("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    /** Takes what came and returns what is to be sent. */
    ByteBuffer take(ByteBuffer came) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(left.length + came.remaining());
        all.put(left).put(came).flip();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        if (!upgraded) {
            upgraded = takeHandshake(all);
        }
        while (upgraded && takeFrame(all, answer)) {
            // one after the other
        }
        left = new byte[all.remaining()];
        all.get(left);
        return ByteBuffer.wrap(answer.toByteArray());
    }

    private static boolean takeHandshake(ByteBuffer all) throws IOException {
        String head = StandardCharsets.ISO_8859_1.decode(all.duplicate()).toString();
        int end = head.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        if (!head.startsWith("HTTP/1.1 101")) {
            throw new IOException(head.substring(0, head.indexOf("\r\n")));
        }
        all.position(all.position() + end + 4);
        return true;
    }

    private boolean takeFrame(ByteBuffer all, ByteArrayOutputStream answer) throws IOException {
        if (all.remaining() < 2) {
            return false;
        }
        int begin = all.position();
        int first = all.get();
        long length = all.get() & 0x7f;
        int more = length == 126 ? 2 : length == 127 ? 8 : 0;
        if (all.remaining() < more) {
            all.position(begin);
            return false;
        }
        length = switch (more) {
            case 2 -> all.getShort() & 0xffff;
            case 8 -> all.getLong();
            default -> length;
        };
        if (all.remaining() < length) {
            all.position(begin);
            return false;
        }
        byte[] payload = new byte[(int) length];
        all.get(payload);
        frame(first & 0xf, first < 0, payload, answer);
        return true;
    }

    private void frame(int opcode, boolean last, byte[] payload, ByteArrayOutputStream answer) throws IOException {
        switch (opcode) {
            case TEXT, CONTINUATION -> {
                text.write(payload);
                if (last) {
                    lostInARow = 0;
                    JsonNode json = Json.read(text.toString(StandardCharsets.UTF_8));
                    text.reset();
                    (json.isArray() ? Json.list(json) : List.of(json)).forEach(this::event);
                }
            }
            case PING -> {
                answer.write(0x80 | PONG);
                answer.write(0x80 | payload.length);
                answer.write(new byte[4]); // masked with zeros
                answer.write(payload);
            }
            case CLOSE -> {
                closeCode = ByteBuffer.wrap(payload).getShort() & 0xffff;
                throw new IOException("told to go: " + closeCode);
            }
            default -> throw new IOException("opcode " + opcode);
        }
    }

    private void event(JsonNode event) {
        switch (event.path("type").asText()) {
            case "hello" -> {
                String told = event.get("epoch").asText();
                if (epoch != null && !epoch.equals(told)) {
                    trouble = "epoch " + epoch + " then " + told;
                }
                epoch = told;
                inside = true;
            }
            case "reset" -> trouble = "reset after " + seq;
            case "message" -> {
                long next = event.get("seq").asLong();
                if (messages > 0 && next != seq + 1) {
                    trouble = seq + " then " + next;
                }
                seq = next;
                messages++;
            }
            default -> {
                // presence, deltas
            }
        }
    }
}
