package org.monstermash.gateway.live;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Keeps what it is given; what was sent leaves it when the test says so. */
final class RecordedSocket implements Socket {
    final List<String> frames = new ArrayList<>();
    final List<byte[]> bytes = new ArrayList<>();
    final List<Runnable> unsent = new ArrayList<>();
    int pings;
    int closeCode;
    boolean cut;

    @Override
    public void send(byte[] frame, IntConsumer sent) {
        bytes.add(frame);
        frames.add(new String(frame, StandardCharsets.UTF_8).strip());
        unsent.add(() -> sent.accept(frame.length));
    }

    void sendAll() {
        List<Runnable> now = List.copyOf(unsent);
        unsent.clear();
        now.forEach(Runnable::run);
    }

    @Override
    public void ping() {
        pings++;
    }

    @Override
    public void close(int code, String reason) {
        closeCode = code;
    }

    @Override
    public void cut() {
        cut = true;
    }
}
