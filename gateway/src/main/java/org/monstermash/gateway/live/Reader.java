package org.monstermash.gateway.live;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.monstermash.gateway.watch.Meters;

/**
 * One socket that reads a room. Everything happens on its event loop, but for {@link #room}, {@link #visit} and {@link
 * #loop}.
 *
 * <p>While its history is being read, what happens live is held back (bounded as the queue is); then it goes live: what
 * the history brought already is left out.
 */
final class Reader {
    /** Slower than the queue allows. */
    static final int TOO_SLOW = 4008;

    private static final long STALLED_MILLIS = 4_000;

    private static final Set<Told.Kind> OF_A_REPLY = Set.of(Told.Kind.REPLY_STARTED, Told.Kind.REPLY_DELTA);

    private final Visit visit;
    private final Wire wire;
    private final EventLoop loop;
    private final Socket socket;
    private final Goodbye goodbye;
    private final Outbound outbound;
    private final Meters meters;

    /** What happened since joining; null once live. */
    private List<Told> heldBack = new ArrayList<>(0);

    private int heldBackBytes;
    private long lastSeq;
    private boolean joined;
    private boolean gone;

    Reader(Visit visit, Wire wire, EventLoop loop, Socket socket, Goodbye goodbye, Meters meters) {
        this.visit = visit;
        this.wire = wire;
        this.loop = loop;
        this.socket = socket;
        this.goodbye = goodbye;
        this.meters = meters;
        this.outbound = new Outbound(socket, loop, wire == Wire.LIVE, this::tooSlow, meters::deltasDropped);
    }

    String room() {
        return visit.room();
    }

    Visit visit() {
        return visit;
    }

    EventLoop loop() {
        return loop;
    }

    boolean isGone() {
        return gone;
    }

    /** Any thread: may be a moment old. */
    int waitingBytes() {
        return outbound.waitingBytes();
    }

    void joined() {
        joined = true;
    }

    boolean hasJoined() {
        return joined;
    }

    /** Something happened in the room: most readers have room for it, and are sent the same frame. */
    void tell(Handful handful) {
        if (takesFramesOfAll() && handful.isAllAfter(lastSeq)) {
            byte[] frame = handful.frame(visit.why());
            if (frame.length == 0 || outbound.sendNow(frame)) {
                lastSeq = Math.max(lastSeq, handful.lastSeq());
                return;
            }
        }
        handful.all().forEach(this::tell);
    }

    private boolean takesFramesOfAll() {
        return !gone && heldBack == null && wire == Wire.LIVE;
    }

    private void tell(Told told) {
        if (gone || wire.text(told) == null || (told.kind() == Told.Kind.DECISION && !visit.why())) {
            return;
        }
        if (heldBack != null) {
            holdBack(told);
        } else if (told.kind() != Told.Kind.MESSAGE || told.seq() > lastSeq) {
            give(told);
        }
    }

    /**
     * Gives what does not come from the bus: hello, history. Completes when there is room for more. Where nothing of it
     * leaves for {@value #STALLED_MILLIS} ms the reader is too slow: it is seen within twice that.
     */
    CompletableFuture<Void> giveAll(List<Told> all) {
        all.forEach(this::give);
        CompletableFuture<Void> drained = new CompletableFuture<>();
        outbound.whenDrained(() -> drained.complete(null));
        closeIfStalled(drained);
        return drained;
    }

    private void closeIfStalled(CompletableFuture<Void> drained) {
        if (drained.isDone()) {
            return;
        }
        long before = outbound.sentBytes();
        loop.schedule(
                () -> {
                    if (gone || drained.isDone()) {
                        return;
                    }
                    if (outbound.sentBytes() == before) {
                        tooSlow();
                    } else {
                        closeIfStalled(drained);
                    }
                },
                STALLED_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /**
     * The history is given up to its end: from here on, as it happens.
     *
     * @param fromHistory ids of messages given, of which no open reply is shown any more
     */
    void goLive(List<Told> openReplies, Set<String> fromHistory) {
        List<Told> since = heldBack;
        heldBack = null;
        Set<String> finished = new HashSet<>(fromHistory);
        openReplies.stream().filter(told -> !finished.contains(told.about())).forEach(this::tell);
        for (Told told : since) {
            if (!OF_A_REPLY.contains(told.kind()) || !finished.contains(told.about())) {
                tell(told);
            }
        }
    }

    void close(int code, String reason) {
        if (!gone) {
            leave();
            goodbye.say(socket, loop, code, reason);
        }
    }

    /** The socket is closed, or as good as that. */
    void leave() {
        gone = true;
        heldBack = null;
        outbound.close();
    }

    private void give(Told told) {
        byte[] text = wire.text(told);
        if (gone || text == null) {
            return;
        }
        lastSeq = Math.max(lastSeq, told.seq());
        outbound.offer(text, told.droppable());
    }

    private void holdBack(Told told) {
        if (heldBackBytes + told.bytes() > Outbound.MAX_QUEUED) {
            int before = heldBack.size();
            heldBack.removeIf(Told::droppable);
            meters.deltasDropped(before - heldBack.size());
            heldBackBytes = heldBack.stream().mapToInt(Told::bytes).sum();
            if (heldBackBytes + told.bytes() > Outbound.MAX_QUEUED) {
                tooSlow();
                return;
            }
        }
        heldBack.add(told);
        heldBackBytes += told.bytes();
    }

    private void tooSlow() {
        meters.slowReaderClosed();
        close(TOO_SLOW, "reads too slowly");
    }
}
