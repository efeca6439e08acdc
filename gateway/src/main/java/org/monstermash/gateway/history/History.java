package org.monstermash.gateway.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.monstermash.bus.BusHealth;
import org.monstermash.bus.MessageLog;
import org.monstermash.bus.ReplyState;
import org.monstermash.bus.event.EventJson;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;
import org.monstermash.bus.event.Tombstone;
import org.monstermash.bus.kafka.ReadModel;

/**
 * Everything that was said and must survive, in one SQLite file. A write is on the disk before its future completes. A
 * row that is not what was written any more is logged once and left out; the rest is served.
 *
 * <p>Limits: 4096 writes wait, further ones fail at once; 4 readers read at once, further ones wait; marks of what is
 * settled are written within 50 ms, or with the next message.
 */
public final class History implements MessageLog, Archive, AutoCloseable {
    private static final int PAGE = 500;

    /** What was begun and not finished this long ago is begun anew when somebody asks again. */
    private static final Duration BEGUN_IS_KEPT = Duration.ofDays(7);

    static final String MESSAGES = "SELECT " + Row.COLUMNS + " FROM messages ";

    private final FolderLock lock;
    private final Reads reads;
    private final Writer writer;
    private final SoonWritten soon = new SoonWritten();
    private volatile String epoch;

    private History(FolderLock lock, Database database, Clock clock) {
        this.lock = lock;
        this.reads = new Reads(database);
        this.epoch = reads.first(row -> row.getString(1), "SELECT value FROM facts WHERE name = 'epoch'")
                .orElseThrow(() -> new HistoryException(database.file() + " has no epoch: move it away"));
        this.writer = new Writer(database, clock, soon);
        Instant longAgo = clock.instant().minus(BEGUN_IS_KEPT);
        done(session -> session.forgetBegunBefore(longAgo));
    }

    /**
     * Opens the history of a folder, which is made where it is missing.
     *
     * @throws HistoryException in one line, when another process uses the folder, a newer version wrote it, or it cannot
     *     be read or written
     */
    public static History open(Path dataDir, Clock clock) {
        return open(dataDir, "chat.db", clock, List::of);
    }

    /** The same for a history that is made of a topic, see {@link #readModel}: a file of its own in the same folder. */
    public static History openForTopic(Path dataDir, Clock clock) {
        return open(dataDir, "kafka.db", clock, List::of);
    }

    static History open(Path dataDir, Clock clock, Supplier<List<String>> pragmas) {
        return open(dataDir, "chat.db", clock, pragmas);
    }

    private static History open(Path dataDir, String file, Clock clock, Supplier<List<String>> pragmas) {
        Path folder = dataDir.toAbsolutePath().normalize();
        FolderLock lock = FolderLock.take(folder);
        try {
            Database database = new Database(folder.resolve(file), pragmas);
            database.prepare();
            return new History(lock, database, clock);
        } catch (SQLException e) {
            lock.close();
            throw new HistoryException(
                    folder.resolve(file) + " cannot be opened (" + e.getMessage()
                            + "): restore it, or move it away to begin anew",
                    e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public CompletableFuture<Appended> append(Message message) {
        return writer.write(session -> session.append(message));
    }

    @Override
    public CompletableFuture<Void> mute(Mute mute) {
        return done(session -> session.mute(mute));
    }

    @Override
    public CompletableFuture<Void> bury(Tombstone tombstone) {
        return done(session -> session.bury(tombstone));
    }

    @Override
    public void seen(PersonaCard card) {
        done(session -> session.seen(card));
    }

    private interface Change {
        void in(WriteSession session) throws SQLException;
    }

    private CompletableFuture<Void> done(Change change) {
        return writer.write(session -> {
            change.in(session);
            return null;
        });
    }

    @Override
    public void settled(String persona, String room, long seq) {
        if (soon.settled(new SoonWritten.Place(persona, room), seq)) {
            writer.wake();
        }
    }

    @Override
    public void begun(String room, String replyId, int attempt) {
        soon.begun(replyId, attempt);
        writer.wake();
    }

    @Override
    public ReplyState reply(String room, String replyId) {
        int soonBegun = soon.begun(replyId);
        Optional<ReplyState> said = reads.messages(MESSAGES + "WHERE id = ?", replyId).stream()
                .findFirst()
                .map(ReplyState.Stored::new);
        return said.or(() ->
                        reads.first(row -> new ReplyState.Buried(), "SELECT 1 FROM tombstones WHERE id = ?", replyId))
                .orElseGet(() -> begun(replyId, soonBegun));
    }

    private ReplyState begun(String replyId, int soonBegun) {
        int attempt = reads.first(row -> row.getInt(1), "SELECT attempt FROM begun WHERE id = ?", replyId)
                .orElse(0);
        int latest = Math.max(attempt, soonBegun);
        return latest == 0 ? new ReplyState.Unknown() : new ReplyState.Begun(latest);
    }

    @Override
    public List<Message> after(String room, long after, int limit) {
        return page(MESSAGES + "WHERE room = ? AND seq > ? ORDER BY seq", room, after, limit);
    }

    @Override
    public List<Message> before(String room, long before, int limit) {
        return page(MESSAGES + "WHERE room = ? AND seq < ? ORDER BY seq DESC", room, before, limit)
                .reversed();
    }

    /** As many undamaged messages as asked for, if there are so many: fewer say that there are no more. */
    private List<Message> page(String sql, String room, long bound, int limit) {
        List<Message> page = new ArrayList<>();
        int seen = 0;
        int asked;
        int found;
        do {
            asked = limit - page.size();
            List<Optional<Message>> rows = reads.rows(sql + " LIMIT ? OFFSET ?", room, bound, asked, seen);
            rows.forEach(row -> row.ifPresent(page::add));
            found = rows.size();
            seen += found;
        } while (found == asked && page.size() < limit);
        return page;
    }

    @Override
    public List<Message> newest(String room, int limit) {
        return before(room, Long.MAX_VALUE, limit);
    }

    @Override
    public long lastSeq(String room) {
        return reads.first(row -> row.getLong(1), "SELECT seq FROM rooms WHERE room = ?", room)
                .orElse(0L);
    }

    @Override
    public Map<String, Long> unsettled(String persona, Instant since) {
        Map<String, Long> soonSettled = soon.settledBy(persona);
        Map<String, Long> left = new HashMap<>();
        reads.list(
                        History::mark,
                        // Left alone, SQLite groups by walking through all messages in the order of their rooms.
                        "SELECT room, min(seq) - 1 FROM messages INDEXED BY messages_by_time"
                                + " WHERE created_at >= ? AND room NOT IN"
                                + " (SELECT room FROM settled WHERE persona = ?) GROUP BY room",
                        since.toEpochMilli(),
                        persona)
                .forEach(mark -> left.put(mark.room, mark.seq));
        reads.list(
                        History::mark,
                        "SELECT s.room, s.seq FROM settled s JOIN rooms r ON r.room = s.room"
                                + " WHERE s.persona = ? AND s.seq < r.seq",
                        persona)
                .forEach(mark -> left.put(mark.room, mark.seq));
        // What is not on the disk yet is never behind what is.
        left.putAll(soonSettled);
        left.entrySet()
                .removeIf(each -> soonSettled.containsKey(each.getKey()) && each.getValue() >= lastSeq(each.getKey()));
        return left;
    }

    private record Mark(String room, long seq) {}

    private static Mark mark(ResultSet row) throws SQLException {
        return new Mark(row.getString(1), row.getLong(2));
    }

    @Override
    public List<Mute> muted() {
        return reads.list(row -> new Mute(row.getString(1), row.getString(2), true), "SELECT room, persona FROM mutes");
    }

    @Override
    public BusHealth health() {
        return writer.health();
    }

    @Override
    public String epoch() {
        return epoch;
    }

    @Override
    public List<RoomSummary> rooms() {
        return reads.list(
                row -> new RoomSummary(row.getString(1), row.getLong(2), Instant.ofEpochMilli(row.getLong(3))),
                "SELECT room, seq, last_at FROM rooms ORDER BY last_at DESC, room");
    }

    @Override
    public List<Message> search(String room, String words, int limit) {
        return SearchWords.query(words)
                .map(query -> reads.messages(
                        "SELECT " + Row.COLUMNS + " FROM (SELECT rowid AS hit FROM words WHERE words MATCH ?)"
                                + " CROSS JOIN messages ON number = hit WHERE room = ? ORDER BY hit DESC LIMIT ?",
                        query,
                        room,
                        limit))
                .orElse(List.of());
    }

    @Override
    public void forEach(String room, Consumer<Message> reader) {
        // Page by page: a slow reader must not hold a connection, which would keep the file from being tidied up.
        long end = lastSeq(room);
        for (long from = 0; from < end; from += PAGE) {
            long last = Math.min(end, from + PAGE);
            reads.messages(MESSAGES + "WHERE room = ? AND seq > ? AND seq <= ? ORDER BY seq", room, from, last)
                    .forEach(reader);
        }
    }

    @Override
    public List<PersonaCard> everSeen() {
        return reads.list(row -> card(row.getString(1)), "SELECT card FROM personas ORDER BY persona");
    }

    private static PersonaCard card(String json) throws SQLException {
        try {
            return EventJson.MAPPER.readValue(json, PersonaCard.class);
        } catch (JsonProcessingException e) {
            throw new SQLException("not a persona card: " + e.getOriginalMessage(), e);
        }
    }

    /** This history as what is made of a topic. Whoever uses it appends in no other way. */
    public ReadModel readModel() {
        return new TopicHistory(writer, reads, topic -> epoch = topic);
    }

    @Override
    public void close() {
        writer.close();
        reads.close();
        lock.close();
    }
}
