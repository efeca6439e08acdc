package org.monstermash.systemtests.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/** Thousands of readers of {@code /live} on one thread: as many as there are descriptors, and little memory for each. */
final class Herd implements AutoCloseable {
    /** So that more ports are there than one address has. */
    private static final int ADDRESSES = 20;

    private static final Duration LONGEST_ENTRY = Duration.ofSeconds(120);

    private final Selector selector;
    private final int port;
    private final List<HerdMember> members = new ArrayList<>();
    private final Queue<Runnable> errands = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ByteBuffer shared = ByteBuffer.allocate(64 * 1024);
    private final Thread thread;
    private volatile boolean comingBack;
    private volatile boolean closed;

    private Herd(int port) {
        this.port = port;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.thread = Thread.ofPlatform().daemon().unstarted(this::run);
    }

    /** Returns when all are in, which is when each got its {@code hello}. */
    static Herd enter(int port, int size, IntFunction<String> room) {
        Herd herd = new Herd(port);
        for (int i = 0; i < size; i++) {
            herd.members.add(new HerdMember(i, room.apply(i)));
        }
        herd.thread.start();
        int atOnce = 200;
        for (int from = 0; from < size; from += atOnce) {
            int to = Math.min(size, from + atOnce);
            for (HerdMember member : herd.members.subList(from, to)) {
                herd.errand(() -> herd.connect(member));
            }
            herd.awaitInside(herd.members.subList(from, to));
        }
        return herd;
    }

    /** From now on who loses its connection comes back with what it has, after waiting as the page does. */
    void comeBack() {
        comingBack = true;
    }

    List<HerdMember> members() {
        return members;
    }

    long inside() {
        return members.stream().filter(HerdMember::isInside).count();
    }

    void awaitAllInside() {
        awaitInside(members);
    }

    /** Waits until each has a message with this seq. */
    void awaitSeq(long seq) {
        await().atMost(LONGEST_ENTRY).pollInterval(Duration.ofMillis(20)).until(() -> members.stream()
                .allMatch(member -> member.seq() >= seq));
    }

    private void awaitInside(List<HerdMember> some) {
        await().atMost(LONGEST_ENTRY).pollInterval(Duration.ofMillis(20)).until(() -> some.stream()
                .allMatch(HerdMember::isInside));
    }

    private void errand(Runnable errand) {
        errands.add(errand);
        selector.wakeup();
    }

    private void connect(HerdMember member) {
        try {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(
                    InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (1 + member.number() % ADDRESSES)}), 0));
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.register(selector, SelectionKey.OP_CONNECT, member);
        } catch (IOException e) {
            lost(member);
        }
    }

    private void lost(HerdMember member) {
        member.leaves();
        if (comingBack && !closed) {
            long wait = waitBefore(member.lostInARow(), RandomGenerator.getDefault());
            clock.schedule(() -> errand(() -> connect(member)), wait, TimeUnit.MILLISECONDS);
        }
    }

    /** As {@code waitBefore} in the page's {@code connection.js}. */
    private static long waitBefore(int attempt, RandomGenerator dice) {
        double most = Math.min(1_500 * Math.pow(1.6, attempt - 1), 10_000);
        return Math.round(most * (0.5 + 0.5 * dice.nextDouble()));
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(key -> serve(key), 1_000);
                for (Runnable errand = errands.poll(); errand != null; errand = errands.poll()) {
                    errand.run();
                }
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(SelectionKey key) {
        HerdMember member = (HerdMember) key.attachment();
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_READ);
                channel.write(member.handshake(port));
            }
            if (key.isReadable()) {
                int read = channel.read(shared.clear());
                if (read < 0) {
                    throw new IOException("closed");
                }
                ByteBuffer answer = member.take(shared.flip());
                if (answer.hasRemaining()) {
                    channel.write(answer);
                }
            }
        } catch (IOException e) {
            key.cancel();
            try {
                channel.close();
            } catch (IOException already) {
                // it was gone
            }
            lost(member);
        }
    }

    @Override
    public void close() {
        closed = true;
        clock.shutdownNow();
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
