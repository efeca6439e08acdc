package org.monstermash.gateway.live;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.monstermash.bus.event.Message;
import org.monstermash.gateway.history.Archive;

/**
 * How a reader comes into a room: hello, presence, what it missed, then live. One straight story per reader, on a thread
 * of its own, because reading history blocks.
 *
 * <p>No gap, no double: it reads history until little is missing, joins the fan-out (which holds back what happens from
 * then on), reads the rest, and goes live.
 */
final class Opening {
    /** Messages read at once: bounds what a reader that does not read costs while it catches up. */
    private static final int PAGE = 50;

    /** A page of long messages is more than the queue of a reader holds. */
    private static final int PORTION_BYTES = Outbound.MAX_QUEUED / 4;

    private final Archive archive;
    private final Fanout fanout;
    private final int historyLimit;

    Opening(Archive archive, Fanout fanout, int historyLimit) {
        this.archive = archive;
        this.fanout = fanout;
        this.historyLimit = historyLimit;
    }

    /** Blocks until the reader is live or gone. */
    void welcome(Reader reader) {
        Visit visit = reader.visit();
        String epoch = archive.epoch();
        long newest = archive.lastSeq(visit.room());
        Told presence = fanout.presence(visit.room());
        boolean continues = visit.continues(epoch, newest);

        List<Told> greeting = new ArrayList<>(List.of(LiveJson.hello(epoch, newest), presence));
        if (visit.returns() && !continues) {
            greeting.add(LiveJson.reset(epoch, newest));
        }
        greeting.addAll(fanout.standing(visit.room()));
        give(reader, greeting);
        long from = continues ? visit.after().orElseThrow() : Math.max(0, newest - historyLimit);
        catchUp(reader, from, presence);
    }

    private void catchUp(Reader reader, long from, Told presence) {
        Set<String> ids = new HashSet<>();
        long at = readToEnd(reader, from, ids);
        if (onLoop(reader, reader::isGone)) {
            return;
        }
        Fanout.Joined joined = fanout.join(reader).join();
        if (!onLoop(reader, () -> stays(reader))) {
            fanout.leave(reader);
            return;
        }
        if (!joined.presence().saysTheSameAs(presence)) {
            give(reader, List.of(joined.presence()));
        }
        readToEnd(reader, at, ids);
        reader.loop().execute(() -> {
            if (!reader.isGone()) {
                reader.goLive(joined.openReplies(), ids);
            }
        });
    }

    /** A reader that went while it was joining cannot leave by itself. */
    private static boolean stays(Reader reader) {
        if (!reader.isGone()) {
            reader.joined();
        }
        return !reader.isGone();
    }

    /**
     * @param ids the ids of the last messages given; only those can still be seen as open replies
     * @return the last seq given
     */
    private long readToEnd(Reader reader, long from, Set<String> ids) {
        long at = from;
        while (true) {
            List<Message> page = archive.after(reader.room(), at, PAGE);
            if (page.isEmpty()
                    || !give(reader, page.stream().map(LiveJson::message).toList())) {
                return at;
            }
            at = page.getLast().seq();
            if (ids.size() > PAGE) {
                ids.clear();
            }
            page.forEach(message -> ids.add(message.id()));
        }
    }

    /** Gives so much at once as surely fits, and waits until the reader has room for more. */
    private boolean give(Reader reader, List<Told> told) {
        int from = 0;
        while (from < told.size()) {
            int to = endOfPortion(told, from);
            List<Told> portion = told.subList(from, to);
            onLoop(reader, () -> reader.giveAll(portion)).join();
            if (onLoop(reader, reader::isGone)) {
                return false;
            }
            from = to;
        }
        return true;
    }

    private static int endOfPortion(List<Told> told, int from) {
        int to = from + 1;
        int bytes = told.get(from).bytes();
        while (to < told.size() && bytes + told.get(to).bytes() <= PORTION_BYTES) {
            bytes += told.get(to++).bytes();
        }
        return to;
    }

    private static <T> T onLoop(Reader reader, Supplier<T> task) {
        Executor loop = reader.loop();
        return CompletableFuture.supplyAsync(task, loop).join();
    }
}
