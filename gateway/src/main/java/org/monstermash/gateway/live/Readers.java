package org.monstermash.gateway.live;

import io.netty.channel.EventLoop;
import io.quarkus.arc.ClientProxy;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OpenConnections;
import io.quarkus.websockets.next.UserData;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.impl.ContextInternal;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.monstermash.gateway.door.ClientAddress;
import org.monstermash.gateway.door.FrameLimit;
import org.monstermash.gateway.history.Archive;
import org.monstermash.gateway.watch.Meters;
import org.monstermash.settings.Settings;

/** Every socket that reads, from its first frame to its last. Its methods are called on the connection's event loop. */
public final class Readers {
    static final int RESTART = 1012;
    static final int FULL = 1013;
    private static final String RESTARTS = "the gateway restarts";
    private static final int FAILED = 1011;

    private static final Logger LOG = Logger.getLogger(Readers.class);
    private static final TypedKey<Place> PLACE = new TypedKey<>("place");

    private record Place(Reader reader, Heartbeat heartbeat, ClientAddress address) {}

    private final OpenConnections sockets;
    private final Fanout fanout;
    private final Opening opening;
    private final Connections connections;
    private final Meters meters;
    private final Goodbye goodbye = new Goodbye();
    private final Set<Reader> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    /** @param sockets all that are open, those of workers and of readers not let in yet included */
    public Readers(Settings settings, Archive archive, Fanout fanout, Meters meters, OpenConnections sockets) {
        this.sockets = sockets;
        this.fanout = fanout;
        this.meters = meters;
        this.opening = new Opening(archive, fanout, settings.bus().historyLimit());
        this.connections = new Connections(
                settings.gateway().maxConnections(), settings.gateway().maxConnectionsPerIp());
    }

    void opened(WebSocketConnection proxy, Wire wire) {
        // the proxy finds the connection by the request's context, which is gone when frames are sent later
        WebSocketConnection connection = ClientProxy.unwrap(proxy);
        UserData data = connection.userData();
        EventLoop loop = ((ContextInternal) Vertx.currentContext()).nettyEventLoop();
        Socket socket = new WebSocketWire(connection, data.get(Handshake.CHANNEL));
        ClientAddress address = data.get(Handshake.ADDRESS);
        if (closing) {
            goodbye.say(socket, loop, RESTART, RESTARTS);
            return;
        }
        Optional<String> refused = connections.admit(address);
        if (refused.isPresent()) {
            goodbye.say(socket, loop, FULL, refused.get());
            return;
        }
        Reader reader = new Reader(data.get(Handshake.VISIT), wire, loop, socket, goodbye, meters);
        Heartbeat heartbeat = new Heartbeat(socket, Readers::nowMillis, () -> {
            reader.leave();
            socket.cut();
        });
        data.put(PLACE, new Place(reader, heartbeat, address));
        heartbeat.startOn(loop);
        open.add(reader);
        if (!opening.welcomeAtOnce(reader)) {
            Thread.ofVirtual().name("opening").start(() -> welcome(reader));
        }
    }

    void pong(WebSocketConnection connection) {
        Place place = connection.userData().get(PLACE);
        if (place != null) {
            place.heartbeat().pong();
        }
    }

    void closed(WebSocketConnection connection) {
        Place place = connection.userData().remove(PLACE);
        if (place == null) {
            return;
        }
        place.heartbeat().stop();
        place.reader().leave();
        open.remove(place.reader());
        connections.left(place.address());
        if (place.reader().hasJoined()) {
            fanout.leave(place.reader());
        }
    }

    void failed(Throwable error, WebSocketConnection connection) {
        Place place = connection.userData().get(PLACE);
        if (FrameLimit.isExceeded(error)) {
            if (place != null) {
                place.reader().close(FrameLimit.TOO_BIG, "nobody reads frames that long");
            }
        } else if (error instanceof HttpClosedException || error instanceof IOException) {
            LOG.debugf("a reader is gone: %s", error.getMessage());
        } else {
            LOG.error("a reader's socket failed", error);
        }
    }

    /** Says 1012 to everybody, now and from now on; completes when it is said. Any thread. */
    public CompletableFuture<Void> closeAll() {
        closing = true;
        return tellToComeAgain(RESTARTS).thenCompose(said -> closeTheOthers());
    }

    /** Says 1012 to everybody who reads now: what they hold is of a history that is no more. Any thread. */
    public void historyReplaced() {
        tellToComeAgain("the history was replaced");
    }

    private CompletableFuture<Void> tellToComeAgain(String why) {
        return CompletableFuture.allOf(open.stream()
                .map(reader -> CompletableFuture.runAsync(() -> reader.close(RESTART, why), reader.loop()))
                .toArray(CompletableFuture[]::new));
    }

    /** Workers, and readers whose handshake is done but who have not been let in yet. */
    private CompletableFuture<Void> closeTheOthers() {
        CloseReason reason = new CloseReason(RESTART, RESTARTS);
        return CompletableFuture.allOf(sockets.stream()
                        .map(socket -> socket.close(reason).subscribeAsCompletionStage())
                        .toArray(CompletableFuture[]::new))
                .exceptionally(closedMeanwhile -> null);
    }

    /** Bytes that wait for readers, in our queues and in their sockets' buffers. Any thread: may be a moment old. */
    public long waitingBytes() {
        return open.stream().mapToLong(Reader::waitingBytes).sum();
    }

    /** How many are reading. Any thread. */
    public int count() {
        return open.size();
    }

    private void welcome(Reader reader) {
        try {
            opening.welcome(reader);
        } catch (RuntimeException e) {
            LOG.warnf(e, "room=%s: a reader could not be given the history", reader.room());
            reader.loop().execute(() -> reader.close(FAILED, "the history cannot be read now"));
        }
    }

    private static long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
