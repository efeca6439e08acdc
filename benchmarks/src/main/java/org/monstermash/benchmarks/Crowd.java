package org.monstermash.benchmarks;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Many readers of one room, on one event loop, that only count. */
final class Crowd implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MAX_FRAME = 1024 * 1024;
    private static final long STEP_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private final WebSocketClient client;
    private final String counted;
    private final AtomicLong deliveries = new AtomicLong();
    private final AtomicLong frames = new AtomicLong();

    private Crowd(Vertx vertx, int readers, String counted) {
        this.counted = counted;
        this.client = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxConnections(readers)
                .setMaxFrameSize(MAX_FRAME)
                .setMaxMessageSize(MAX_FRAME));
    }

    /** @param counted what each event that counts holds once */
    static Crowd open(Vertx vertx, URI uri, int readers, String counted) {
        Crowd crowd = new Crowd(vertx, readers, counted);
        List<Future<?>> sockets = new ArrayList<>();
        for (int i = 0; i < readers; i++) {
            sockets.add(crowd.client
                    .connect(new WebSocketConnectOptions()
                            .setHost(uri.getHost())
                            .setPort(uri.getPort())
                            .setURI(uri.getPath() + (uri.getQuery() == null ? "" : "?" + uri.getQuery())))
                    .onSuccess(socket -> socket.textMessageHandler(crowd::count)));
        }
        Future.join(sockets).toCompletionStage().toCompletableFuture().join();
        return crowd;
    }

    private void count(String frame) {
        long found = 0;
        for (int at = frame.indexOf(counted); at >= 0; at = frame.indexOf(counted, at + counted.length())) {
            found++;
        }
        if (found > 0) {
            frames.incrementAndGet();
            deliveries.addAndGet(found);
        }
    }

    /** Events that came, at all readers together. */
    long deliveries() {
        return deliveries.get();
    }

    /** Frames that brought them. */
    long frames() {
        return frames.get();
    }

    /** Returns when so many events have come in all. */
    void awaitDeliveries(long wanted) {
        long began = System.nanoTime();
        while (deliveries.get() < wanted) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        "only " + deliveries.get() + " of " + wanted + " deliveries came within " + PATIENCE);
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    @Override
    public void close() {
        client.close().toCompletionStage().toCompletableFuture().join();
    }
}
