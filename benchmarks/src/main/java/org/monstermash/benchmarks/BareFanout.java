package org.monstermash.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A {@link BareServerMain} in a process of its own. */
final class BareFanout implements FanoutServer {
    private final int port = FreePort.find();
    private final RunningProgram program;
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket in;
    private CompletableFuture<WebSocket> sent;

    BareFanout(Bench bench) {
        program = RunningProgram.start(
                bench.programs().peer(BareServerMain.class, String.valueOf(port)), Map.of(), bench.dir(), "bare");
        program.awaitReady(() -> program.said().contains("ready"));
        in = http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/in"), new WebSocket.Listener() {})
                .join();
        sent = CompletableFuture.completedFuture(in);
    }

    @Override
    public String name() {
        return "bare Vert.x";
    }

    @Override
    public long pid() {
        return program.pid();
    }

    @Override
    public URI readers() {
        return URI.create("ws://127.0.0.1:" + port + "/out");
    }

    @Override
    public void tell(String text, int replies) {
        String event =
                "{\"type\":\"reply_delta\",\"reply_id\":\"0123456789abcdef0123456789abcdef\",\"attempt\":1,\"index\":100,\"text\":\""
                        + text + "\"}";
        for (int i = 0; i < replies; i++) {
            // The JDK's client takes one at a time.
            sent = sent.thenCompose(ready -> in.sendText(event, true));
        }
    }

    @Override
    public void close() {
        in.abort();
        http.shutdownNow();
        program.close();
    }
}
