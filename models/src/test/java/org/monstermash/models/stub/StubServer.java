package org.monstermash.models.stub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A model server on a free loopback port that does what the test says, by path: any protocol, any pace, any fault. Serves
 * one request per connection, any number at once.
 *
 * <pre>{@code
 * try (StubServer stub = StubServer.start()) {
 *     stub.on("/v1/chat/completions", Answer.openAi("Hello", " there").paced(ofMillis(20)));
 *     … stub.url("/v1/chat/completions") …
 * }
 * }</pre>
 */
public final class StubServer implements AutoCloseable {
    private final ServerSocket door;
    private final Map<String, Function<Request, Answer>> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    private StubServer(ServerSocket door) {
        this.door = door;
    }

    public static StubServer start() {
        return start(0);
    }

    /** On a port of one's own choice, such as that of a server that was just closed. */
    public static StubServer start(int port) {
        try {
            ServerSocket door = new ServerSocket();
            door.setReuseAddress(true);
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
            StubServer server = new StubServer(door);
            Thread.ofVirtual().name("stub-door").start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    /** {@code http://127.0.0.1:<port>}, without a slash at the end. */
    public String base() {
        return "http://127.0.0.1:" + port();
    }

    /** @param pathAndQuery begins with a slash */
    public URI url(String pathAndQuery) {
        return URI.create(base() + pathAndQuery);
    }

    /** Answers the requests to a path with these, one after the other; the last one again and again. */
    public StubServer on(String path, Answer... inOrder) {
        AtomicInteger next = new AtomicInteger();
        return on(path, request -> inOrder[Math.min(next.getAndIncrement(), inOrder.length - 1)]);
    }

    public StubServer on(String path, Spoken spoken) {
        return on(path, spoken.answer());
    }

    /** Answers each request to a path with what the function makes of it. Any thread calls it. */
    public StubServer on(String path, Function<Request, Answer> answer) {
        answers.put(path, answer);
        return this;
    }

    /** All requests so far, in the order in which they came. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public List<Request> requests(String path) {
        return requests.stream().filter(request -> request.path().equals(path)).toList();
    }

    /** Connections so far. */
    public int connections() {
        return connections.get();
    }

    /** Connections that neither side has closed. */
    public int openConnections() {
        return open.size();
    }

    /** Closes the door and every connection. */
    @Override
    public void close() {
        try {
            door.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().name("stub-connection").start(() -> serve(socket));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new Connection(socket).serve(this::answer);
        } catch (IOException e) {
            // The client went away: that it may.
        } finally {
            open.remove(socket);
        }
    }

    private Answer answer(Request request) {
        requests.add(request);
        Function<Request, Answer> answer = answers.get(request.path());
        return answer == null
                ? Answer.status(404, "{\"error\":{\"message\":\"nothing at " + request.path() + "\"}}")
                : answer.apply(request);
    }
}
