package org.monstermash.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFrameTest {
    private static final int LONGEST = 1024 * 1024;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 0xFFFF, 0x10000, LONGEST})
    void isReadAsWhatItSays(int bytes) {
        byte[] text = "x".repeat(bytes).getBytes();
        EmbeddedChannel client = new EmbeddedChannel(new WebSocket13FrameDecoder(false, false, LONGEST));

        client.writeInbound(TextFrame.of(text, ByteBufAllocator.DEFAULT));

        TextWebSocketFrame read = client.readInbound();
        assertThat(read.isFinalFragment()).isTrue();
        assertThat(read.rsv()).isZero();
        assertThat(read.text()).hasSize(bytes);
        read.release();
        assertThat(client.finish()).isFalse();
    }
}
