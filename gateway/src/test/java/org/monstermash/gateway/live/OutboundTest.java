package org.monstermash.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboundTest {
    private static final int KIB = 1024;

    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final RecordedSocket socket = new RecordedSocket();
    private final AtomicInteger tooSlow = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();

    @Test
    void whatIsDueAtOnceSharesAFrame() {
        Outbound outbound = outbound(true);
        outbound.offer(text("{1}", 3), false);
        outbound.offer(text("{2}", 3), false);
        turn();

        assertThat(socket.frames).containsExactly("[{1},{2}]");
    }

    @Test
    void oneEventAloneIsNoArray() {
        Outbound outbound = outbound(true);
        outbound.offer(text("{1}", 3), false);
        turn();

        assertThat(socket.frames).containsExactly("{1}");
    }

    @Test
    void theOldStreamGetsOneAFrame() {
        Outbound outbound = outbound(false);
        outbound.offer(text("{1}", 3), false);
        outbound.offer(text("{2}", 3), false);
        turn();

        assertThat(socket.frames).containsExactly("{1}", "{2}");
    }

    @Test
    void whoHasRoomIsSentAtOnce() {
        Outbound outbound = outbound(true);

        assertThat(outbound.sendNow(text("{1}", 3))).isTrue();
        assertThat(socket.frames).containsExactly("{1}");
        assertThat(outbound.waitingBytes()).isEqualTo(3);
        socket.sendAll();
        assertThat(outbound.waitingBytes()).isZero();
    }

    @Test
    void nothingOvertakesWhatWaits() {
        Outbound outbound = outbound(true);
        outbound.offer(text("{1}", 3), false);

        assertThat(outbound.sendNow(text("{2}", 3))).isFalse();
        turn();
        assertThat(socket.frames).containsExactly("{1}");
    }

    @Test
    void whatIsSentAtOnceIsBoundedToo() {
        Outbound outbound = outbound(true);

        assertThat(outbound.sendNow(text("{1}", 40 * KIB))).isTrue();
        assertThat(outbound.sendNow(text("{2}", 40 * KIB))).isFalse();
        assertThat(socket.frames).containsExactly("{1}");
    }

    @Test
    void noMoreIsInFlightThanASocketTakes() {
        Outbound outbound = outbound(false);
        for (int i = 0; i < 10; i++) {
            outbound.offer(text("{" + i + "}", 32 * KIB), false);
        }
        turn();
        assertThat(socket.frames).hasSize(2);

        socket.sendAll();
        turn();
        assertThat(socket.frames).hasSize(4);
    }

    @Test
    void deltasAreDroppedFirst() {
        Outbound outbound = outbound(false);
        fill(outbound, 900 * KIB, true);
        int before = socket.frames.size();
        fill(outbound, 500 * KIB, false);

        assertThat(tooSlow).hasValue(0);
        assertThat(dropped.get()).isPositive();
        drain();
        assertThat(socket.frames.subList(before, socket.frames.size()))
                .hasSize(500)
                .allMatch("{message}"::equals);
    }

    @Test
    void aDeltaThatDoesNotFitIsDropped() {
        Outbound outbound = outbound(false);
        fill(outbound, 1024 * KIB + 64 * KIB, false);
        outbound.offer(text("{delta}", KIB), true);

        assertThat(dropped).hasValue(1);
        assertThat(tooSlow).hasValue(0);
    }

    @Test
    void moreMessagesThanFitAreTooMany() {
        Outbound outbound = outbound(false);
        fill(outbound, 1024 * KIB + 64 * KIB, false);
        assertThat(tooSlow).hasValue(0);

        outbound.offer(text("{message}", KIB), false);
        outbound.offer(text("{message}", KIB), false);
        assertThat(tooSlow).hasValue(1);
    }

    @Test
    void whoWaitsForRoomIsToldWhenThereIsSome() {
        Outbound outbound = outbound(false);
        fill(outbound, 128 * KIB, false);
        AtomicInteger told = new AtomicInteger();
        outbound.whenDrained(told::incrementAndGet);
        assertThat(told).hasValue(0);

        drain();
        assertThat(told).hasValue(1);
    }

    private Outbound outbound(boolean gathers) {
        return new Outbound(socket, loop::add, gathers, tooSlow::incrementAndGet, dropped::addAndGet);
    }

    private void fill(Outbound outbound, int bytes, boolean deltas) {
        for (int i = 0; i < bytes / KIB; i++) {
            outbound.offer(text(deltas ? "{delta}" : "{message}", KIB), deltas);
            turn();
        }
    }

    private void drain() {
        while (!socket.unsent.isEmpty() || !loop.isEmpty()) {
            socket.sendAll();
            turn();
        }
    }

    private void turn() {
        while (!loop.isEmpty()) {
            loop.remove().run();
        }
    }

    /** So long that it has that many bytes. */
    private static byte[] text(String json, int bytes) {
        return json.concat(" ".repeat(bytes - json.length())).getBytes(StandardCharsets.UTF_8);
    }
}
