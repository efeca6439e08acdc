package org.monstermash.gateway.link;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.monstermash.bus.link.Frame;
import org.monstermash.bus.link.FrameJson;

/** Somebody who speaks the protocol by hand. */
final class RawLink implements WebSocket.Listener, AutoCloseable {
    final List<Frame> frames = new CopyOnWriteArrayList<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();

    private final StringBuilder fragments = new StringBuilder();
    private final WebSocket socket;

    private RawLink(URI http, String authorization) {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        if (authorization != null) {
            builder.header("Authorization", authorization);
        }
        URI bus = URI.create("ws://" + http.getAuthority() + "/bus");
        this.socket =
                builder.buildAsync(bus, this).orTimeout(10, TimeUnit.SECONDS).join();
    }

    static RawLink open(URI http, String authorization) {
        return new RawLink(http, authorization);
    }

    static RawLink open(URI http) {
        return new RawLink(http, "Bearer " + LinkProfile.TOKEN);
    }

    void send(Frame frame) {
        send(FrameJson.write(frame));
    }

    void send(String text) {
        send(text, 1);
    }

    void send(String text, int fragments) {
        int size = text.length() / fragments;
        for (int i = 0; i < fragments; i++) {
            boolean last = i == fragments - 1;
            String part = last ? text.substring(i * size) : text.substring(i * size, (i + 1) * size);
            socket.sendText(part, last).orTimeout(10, TimeUnit.SECONDS).join();
        }
    }

    <T extends Frame> List<T> of(Class<T> type) {
        return frames.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        fragments.append(data);
        if (last) {
            frames.add(FrameJson.read(fragments.toString()));
            fragments.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(-1);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
