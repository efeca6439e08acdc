package org.monstermash.gateway.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;

/**
 * What waits to be sent to one reader, bounded in bytes. On its event loop only.
 *
 * <p>At most {@link #MAX_IN_FLIGHT} bytes are handed to the socket at a time and at most {@link #MAX_QUEUED} wait here.
 * Where more comes, deltas are dropped first (the final message replaces them); where that is not enough, the reader is
 * too slow.
 */
final class Outbound {
    /** What a socket's buffer takes without the kernel saying no. */
    static final int MAX_IN_FLIGHT = 64 * 1024;

    static final int MAX_QUEUED = 1024 * 1024;

    private record Waiting(byte[] text, boolean droppable) {
        int bytes() {
            return text.length;
        }
    }

    private final Deque<Waiting> queue = new ArrayDeque<>(2);
    private final List<Runnable> whenDrained = new ArrayList<>(0);
    private final Socket socket;
    private final Executor loop;
    private final boolean gathers;
    private final Runnable tooSlow;
    private final IntConsumer dropped;
    private final IntConsumer whenSent = this::sent;
    private int queuedBytes;
    private int inFlightBytes;
    private long sentBytes;
    private boolean pumpDue;
    private boolean closed;

    /**
     * @param loop runs tasks on the event loop, after those already waiting there
     * @param gathers whether several events may share a frame
     * @param tooSlow called at most once; nothing is sent afterwards
     * @param dropped told how many deltas were dropped
     */
    Outbound(Socket socket, Executor loop, boolean gathers, Runnable tooSlow, IntConsumer dropped) {
        this.socket = socket;
        this.loop = loop;
        this.gathers = gathers;
        this.tooSlow = tooSlow;
        this.dropped = dropped;
    }

    void offer(byte[] text, boolean droppable) {
        if (closed || !fits(text.length, droppable)) {
            return;
        }
        queue.add(new Waiting(text, droppable));
        queuedBytes += text.length;
        pumpSoon();
    }

    /**
     * Sends it now, where nothing waits before it and it may all be in flight.
     *
     * @return whether there is no more to be done about it
     */
    boolean sendNow(byte[] frame) {
        if (closed) {
            return true;
        }
        if (!queue.isEmpty() || inFlightBytes + frame.length > MAX_IN_FLIGHT) {
            return false;
        }
        send(frame);
        return true;
    }

    /** Runs once when less than half of what may be in flight is waiting; at once where that is so. */
    void whenDrained(Runnable then) {
        if (queuedBytes <= MAX_IN_FLIGHT / 2) {
            then.run();
        } else {
            whenDrained.add(then);
        }
    }

    /** Asked for a meter by any thread: may be a moment old. */
    int waitingBytes() {
        return queuedBytes + inFlightBytes;
    }

    /** What has left this process since the beginning. */
    long sentBytes() {
        return sentBytes;
    }

    /** Drops what waits. */
    void close() {
        closed = true;
        queue.clear();
        queuedBytes = 0;
        drained();
    }

    private boolean fits(int bytes, boolean droppable) {
        if (queue.isEmpty() || queuedBytes + bytes <= MAX_QUEUED) {
            return true;
        }
        if (droppable) {
            dropped.accept(1);
            return false;
        }
        dropDeltas();
        if (queue.isEmpty() || queuedBytes + bytes <= MAX_QUEUED) {
            return true;
        }
        close();
        tooSlow.run();
        return false;
    }

    private void dropDeltas() {
        int before = queue.size();
        queue.removeIf(waiting -> {
            if (waiting.droppable()) {
                queuedBytes -= waiting.bytes();
            }
            return waiting.droppable();
        });
        dropped.accept(before - queue.size());
    }

    /** After the tasks that wait on the loop already: what they bring shares a frame with this. */
    private void pumpSoon() {
        if (!pumpDue && inFlightBytes < MAX_IN_FLIGHT) {
            pumpDue = true;
            loop.execute(this::pump);
        }
    }

    private void pump() {
        while (!queue.isEmpty() && inFlightBytes < MAX_IN_FLIGHT) {
            sendFrame();
        }
        pumpDue = false;
        if (queuedBytes <= MAX_IN_FLIGHT / 2) {
            drained();
        }
    }

    private void sendFrame() {
        Waiting first = take();
        send(gathers && next(first.bytes()) ? array(first) : first.text());
    }

    private void send(byte[] frame) {
        inFlightBytes += frame.length;
        socket.send(frame, whenSent);
    }

    private byte[] array(Waiting first) {
        List<byte[]> events = new ArrayList<>(List.of(first.text()));
        int bytes = first.bytes();
        while (next(bytes)) {
            Waiting more = take();
            events.add(more.text());
            bytes += more.bytes();
        }
        return Handful.array(events);
    }

    private boolean next(int bytesSoFar) {
        return !queue.isEmpty() && inFlightBytes + bytesSoFar + queue.peek().bytes() <= MAX_IN_FLIGHT;
    }

    private Waiting take() {
        Waiting waiting = queue.remove();
        queuedBytes -= waiting.bytes();
        return waiting;
    }

    private void sent(int bytes) {
        inFlightBytes -= bytes;
        sentBytes += bytes;
        if (!closed && !queue.isEmpty()) {
            pumpSoon();
        }
    }

    private void drained() {
        if (!whenDrained.isEmpty()) {
            List<Runnable> waiting = List.copyOf(whenDrained);
            whenDrained.clear();
            waiting.forEach(Runnable::run);
        }
    }
}
