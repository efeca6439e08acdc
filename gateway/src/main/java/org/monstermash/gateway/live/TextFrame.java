package org.monstermash.gateway.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** A server's text frame: final, not masked, not compressed. RFC 6455, section 5.2. */
final class TextFrame {
    private static final int FINAL_TEXT = 0x81;
    private static final int LENGTH_IN_2_BYTES = 126;
    private static final int LENGTH_IN_8_BYTES = 127;
    private static final int MAX_HEADER = 10;

    private TextFrame() {}

    /** Header and text in one buffer of its own, so that the kernel is asked once. */
    static ByteBuf of(byte[] text, ByteBufAllocator allocator) {
        ByteBuf frame = allocator.directBuffer(MAX_HEADER + text.length).writeByte(FINAL_TEXT);
        if (text.length < LENGTH_IN_2_BYTES) {
            frame.writeByte(text.length);
        } else if (text.length <= 0xFFFF) {
            frame.writeByte(LENGTH_IN_2_BYTES).writeShort(text.length);
        } else {
            frame.writeByte(LENGTH_IN_8_BYTES).writeLong(text.length);
        }
        return frame.writeBytes(text);
    }
}
