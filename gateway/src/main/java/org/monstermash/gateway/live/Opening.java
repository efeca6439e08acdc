package org.monstermash.gateway.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.monstermash.bus.event.Message;
import org.monstermash.gateway.history.Archive;

/**
 * How a reader comes into a room: hello, presence, what it missed, then live.
 *
 * <p>Where what it missed is at hand it is let in at once. Otherwise it is one straight story on a thread of its own,
 * because reading history blocks, and {@value #AT_ONCE} at a time, so that a crowd that comes at once does not hold up
 * what is said meanwhile.
 *
 * <p>No gap, no double: it reads history until little is missing, joins the fan-out (which holds back what happens from
 * then on), reads the rest, and goes live.
 */
final class Opening {
    private static final int AT_ONCE = 8;

    /** Messages read at once: bounds what a reader that does not read costs while it catches up. */
    private static final int PAGE = 50;

    /** A page of long messages is more than the queue of a reader holds. */
    private static final int PORTION_BYTES = Outbound.MAX_QUEUED / 4;

    private final Archive archive;
    private final Fanout fanout;
    private final int historyLimit;

    /** Those that are at work; who waits for its reader is not. */
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    Opening(Archive archive, Fanout fanout, int historyLimit) {
        this.archive = archive;
        this.fanout = fanout;
        this.historyLimit = historyLimit;
    }

    /** Lets it in where nothing has to be read for it; or says that this cannot be. On its event loop. */
    boolean welcomeAtOnce(Reader reader) {
        String epoch = archive.epoch();
        return fanout.joinAtOnce(
                reader,
                epoch,
                historyLimit,
                (joined, beginning, missed) -> letIn(reader, epoch, joined, beginning, missed));
    }

    private void letIn(Reader reader, String epoch, Fanout.Joined joined, Beginning beginning, List<Told> missed) {
        if (!stays(reader)) {
            fanout.leave(reader);
            return;
        }
        List<Told> all = greeting(epoch, beginning, joined.presence(), joined.standing());
        all.addAll(missed);
        reader.giveAll(all);
        reader.goLive(joined.openReplies(), ids(missed));
    }

    /** Blocks until the reader is live or gone. */
    void welcome(Reader reader) {
        turns.acquireUninterruptibly();
        try {
            if (!onLoop(reader, () -> welcomeAtOnce(reader))) {
                readAndLetIn(reader);
            }
        } finally {
            turns.release();
        }
    }

    private void readAndLetIn(Reader reader) {
        String room = reader.room();
        String epoch = archive.epoch();
        Beginning beginning = reader.visit().beginning(epoch, archive.lastSeq(room), historyLimit);
        Told presence = fanout.presence(room);
        give(reader, greeting(epoch, beginning, presence, fanout.standing(room)));
        catchUp(reader, epoch, beginning, presence);
    }

    private void catchUp(Reader reader, String epoch, Beginning beginning, Told presence) {
        Recent read = new Recent(epoch, beginning.from());
        readToEnd(reader, read);
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
        boolean whole = readToEnd(reader, read);
        Set<String> ids = ids(read.after(0));
        reader.loop().execute(() -> {
            if (!reader.isGone()) {
                reader.goLive(joined.openReplies(), ids);
            }
        });
        if (whole) {
            fanout.offer(reader.room(), joined, epoch, read);
        }
    }

    /** A reader that went while it was joining cannot leave by itself. */
    private static boolean stays(Reader reader) {
        if (!reader.isGone()) {
            reader.joined();
        }
        return !reader.isGone();
    }

    private static List<Told> greeting(String epoch, Beginning beginning, Told presence, List<Told> standing) {
        List<Told> greeting = new ArrayList<>();
        greeting.add(LiveJson.hello(epoch, beginning.newest()));
        greeting.add(presence);
        if (beginning.isReset()) {
            greeting.add(LiveJson.reset(epoch, beginning.newest()));
        }
        greeting.addAll(standing);
        return greeting;
    }

    /** Those of the last messages: only they can still be seen as open replies. */
    private static Set<String> ids(List<Told> messages) {
        return messages.stream().map(Told::about).collect(Collectors.toSet());
    }

    /**
     * @param read goes on from where it ends
     * @return whether the end was reached
     */
    private boolean readToEnd(Reader reader, Recent read) {
        while (true) {
            List<Message> page = archive.after(reader.room(), read.lastSeq(), PAGE);
            if (page.isEmpty()) {
                return true;
            }
            List<Told> told = page.stream().map(LiveJson::message).toList();
            if (!give(reader, told)) {
                return false;
            }
            told.forEach(read::takeLater);
        }
    }

    /** Gives so much at once as surely fits, and waits until the reader has room for more. */
    private boolean give(Reader reader, List<Told> told) {
        int from = 0;
        while (from < told.size()) {
            int to = endOfPortion(told, from);
            List<Told> portion = told.subList(from, to);
            await(onLoop(reader, () -> reader.giveAll(portion)));
            if (onLoop(reader, reader::isGone)) {
                return false;
            }
            from = to;
        }
        return true;
    }

    /** Others go on meanwhile: a reader may take its time. */
    private void await(CompletableFuture<Void> drained) {
        if (!drained.isDone()) {
            turns.release();
            try {
                drained.join();
            } finally {
                turns.acquireUninterruptibly();
            }
        }
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
        return CompletableFuture.supplyAsync(task, reader.loop()).join();
    }
}
