package org.monstermash.systemtests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A line between two processes that can be slow, silent or cut. Any thread may call. */
final class TcpProxy implements AutoCloseable {
    /** Which way bytes go. */
    enum Way {
        TO_SERVER,
        TO_CLIENT
    }

    /** Two for each line: small, so that thousands of lines fit into the memory of a test. */
    private static final int BUFFER = 4 * 1024;

    private static final int BACKLOG = 8_192;

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Way> held = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean cut;
    private volatile Duration delay = Duration.ZERO;
    private volatile int atOnce = BUFFER;

    private TcpProxy(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    static TcpProxy to(int target) {
        return on(0, target);
    }

    static TcpProxy on(int port, int target) {
        try {
            TcpProxy proxy = new TcpProxy(new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress()), target);
            Thread.startVirtualThread(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    /** Breaks every line and lets no new one through until {@link #heal}. */
    void cut() {
        cut = true;
        drop();
    }

    /** Breaks every line; new ones are let through. */
    void drop() {
        sockets.forEach(TcpProxy::close);
        sockets.clear();
    }

    /** Nothing goes this way any more, and no line is closed: what comes waits. */
    void hold(Way way) {
        held.add(way);
    }

    /** As a network that is down: nothing goes either way, no line is closed, new ones get no answer. */
    void hold() {
        held.addAll(Set.of(Way.values()));
    }

    /** Everything goes on, with what waited first. */
    void heal() {
        cut = false;
        held.clear();
        delay = Duration.ZERO;
        atOnce = BUFFER;
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Each piece comes this much later. */
    void delay(Duration delay) {
        this.delay = delay;
    }

    /** At most so many bytes at once, with a pause before each. */
    void trickle(int bytes, Duration pause) {
        atOnce = bytes;
        delay = pause;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                if (cut) {
                    near.close();
                } else {
                    Thread.startVirtualThread(() -> connect(near));
                }
            } catch (IOException e) {
                // closed, or a client that had gone already
            }
        }
    }

    private void connect(Socket near) {
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(near);
            sockets.add(far);
            Thread.startVirtualThread(() -> pump(near, far, Way.TO_SERVER));
            Thread.startVirtualThread(() -> pump(far, near, Way.TO_CLIENT));
        } catch (IOException e) {
            close(near);
        }
    }

    private void pump(Socket from, Socket to, Way way) {
        byte[] buffer = new byte[BUFFER];
        try {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            for (int read = in.read(buffer, 0, atOnce); read >= 0; read = in.read(buffer, 0, atOnce)) {
                awaitPassage(way);
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // one side is gone: so is the other
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close(from);
        close(to);
        sockets.remove(from);
        sockets.remove(to);
    }

    private void awaitPassage(Way way) throws InterruptedException {
        lock.lock();
        try {
            long left = delay.toNanos();
            while (left > 0) {
                left = changed.awaitNanos(left);
            }
            while (held.contains(way) && !door.isClosed()) {
                changed.await(100, TimeUnit.MILLISECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        drop();
    }
}
