package org.monstermash.benchmarks;

import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.impl.ContextInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The peer of the fan-out: as little as a Vert.x server can be that does the same work. What comes in on {@code /in}
 * goes to every socket on {@code /out}, where several are due in one frame. No rooms, no history, no bounds, no pings,
 * and it does not look at what it passes on.
 */
public final class BareServerMain {
    private static final String HOST = "127.0.0.1";

    private final Map<EventLoop, Sockets> loops = new ConcurrentHashMap<>();

    private BareServerMain() {}

    public static void main(String... args) {
        Vertx vertx = Vertx.vertx();
        BareServerMain server = new BareServerMain();
        // As many instances as the gateway has event loops.
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            HttpServer http = vertx.createHttpServer(new HttpServerOptions().setHost(HOST));
            http.webSocketHandler(server::opened)
                    .listen(Integer.parseInt(args[0]))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
        System.out.println("ready");
    }

    private void opened(ServerWebSocket socket) {
        EventLoop loop = ((ContextInternal) Vertx.currentContext()).nettyEventLoop();
        if (socket.path().equals("/out")) {
            Sockets sockets = loops.computeIfAbsent(loop, Sockets::new);
            sockets.all.add(socket);
            socket.closeHandler(closed -> sockets.all.remove(socket));
        } else {
            socket.textMessageHandler(
                    event -> loops.forEach((each, sockets) -> each.execute(() -> sockets.tell(event))));
        }
    }

    /** Those of one event loop, used there only. */
    private static final class Sockets {
        private final EventLoop loop;
        private final List<ServerWebSocket> all = new ArrayList<>();
        private final List<String> due = new ArrayList<>();

        Sockets(EventLoop loop) {
            this.loop = loop;
        }

        void tell(String event) {
            due.add(event);
            if (due.size() == 1) {
                loop.execute(this::send);
            }
        }

        private void send() {
            String frame = due.size() == 1 ? due.getFirst() : "[" + String.join(",", due) + "]";
            due.clear();
            all.forEach(socket -> socket.writeTextMessage(frame));
        }
    }
}
