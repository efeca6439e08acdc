package org.monstermash.gateway.live;

import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.monstermash.bus.event.LiveEvent;

/**
 * A room somebody reads, or somebody is speaking in: its readers by event loop, and its open replies. Every method but
 * none of {@link Crowd} is called under the fan-out's lock.
 */
final class LiveRoom {
    /** More personas than ever speak at once; beyond it the oldest open reply is forgotten (its message still comes). */
    private static final int MAX_OPEN = 64;

    private final Map<EventLoop, Crowd> crowds = new HashMap<>(2);
    private final Map<String, OpenReply> open = new LinkedHashMap<>(2);

    /** Encoded once for all who come before it changes; null where it is not encoded yet. */
    private Told presence;

    private long newestTold;

    void tell(Told told) {
        boolean gathers = told.kind() == Told.Kind.REPLY_DELTA && open.size() > 1;
        crowds.forEach((loop, crowd) -> loop.execute(() -> {
            if (gathers) {
                crowd.gather(told);
            } else {
                crowd.tell(told);
            }
        }));
    }

    /** @param written called once, on an event loop, when it is with every socket that takes it now */
    void tell(Told told, Runnable written) {
        AtomicInteger open = new AtomicInteger(crowds.size());
        crowds.forEach((loop, crowd) -> loop.execute(() -> {
            crowd.tell(told);
            // behind the passing on, and behind the sending that this puts into the loop for readers who have a queue
            loop.execute(() -> loop.execute(() -> {
                if (open.decrementAndGet() == 0) {
                    written.run();
                }
            }));
        }));
    }

    Crowd crowdOn(EventLoop loop) {
        return crowds.computeIfAbsent(loop, Crowd::new);
    }

    void leave(EventLoop loop, Reader reader) {
        Crowd crowd = crowds.get(loop);
        if (crowd != null && --crowd.members == 0) {
            crowds.remove(loop);
        }
    }

    boolean isRead() {
        return !crowds.isEmpty();
    }

    boolean isIdle() {
        return crowds.isEmpty() && open.isEmpty();
    }

    /** @param encode asked where it has changed, or was never asked */
    Told presence(Supplier<Told> encode) {
        if (presence == null) {
            presence = encode.get();
        }
        return presence;
    }

    void presenceChanged() {
        presence = null;
    }

    void newestTold(long seq) {
        newestTold = seq;
    }

    /** The seq of the newest message that was told since the room is held in memory; 0 for none. */
    long newestTold() {
        return newestTold;
    }

    /** Whether this begins an attempt that is newer than what is known. */
    boolean started(LiveEvent.ReplyStarted started) {
        OpenReply known = open.get(started.replyId());
        if (known != null && known.started.attempt() >= started.attempt()) {
            return false;
        }
        presenceChanged();
        open.put(started.replyId(), new OpenReply(started));
        if (open.size() > MAX_OPEN) {
            open.remove(open.keySet().iterator().next());
        }
        return true;
    }

    boolean delta(LiveEvent.ReplyDelta delta) {
        OpenReply known = open.get(delta.replyId());
        return known != null && known.add(delta);
    }

    /** Whether it was open. */
    boolean ended(String replyId) {
        boolean wasOpen = open.remove(replyId) != null;
        if (wasOpen) {
            presenceChanged();
        }
        return wasOpen;
    }

    Set<String> typing() {
        return open.values().stream().map(reply -> reply.started.persona()).collect(Collectors.toSet());
    }

    List<Told> soFar() {
        return open.values().stream().flatMap(reply -> reply.soFar().stream()).toList();
    }
}
