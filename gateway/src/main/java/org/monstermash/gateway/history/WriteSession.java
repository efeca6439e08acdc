package org.monstermash.gateway.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.monstermash.bus.MessageLog.Appended;
import org.monstermash.bus.event.EventJson;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;
import org.monstermash.bus.event.Tombstone;

/** The writer's connection and what it can write. One thread. */
final class WriteSession implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    WriteSession(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
    }

    Appended append(Message message) throws SQLException {
        Message earlier = earlier(message);
        if (earlier != null) {
            return new Appended(earlier, false);
        }
        if (isBuried(message.id())) {
            return new Appended(message.withSeq(0), false);
        }
        return store(message);
    }

    /**
     * Takes what a topic holds, in its order: what is buried counts there all the same, because all who read it must
     * count alike. What was begun is no matter of this file then.
     */
    List<Appended> take(List<Message> messages) throws SQLException {
        List<Appended> taken = new ArrayList<>(messages.size());
        Map<String, Row> newest = new HashMap<>();
        for (Message message : messages) {
            taken.add(take(message, newest));
        }
        for (Row row : newest.values()) {
            count(row);
        }
        return taken;
    }

    /** @param newest of each room what was taken last and is not counted yet */
    private Appended take(Message message, Map<String, Row> newest) throws SQLException {
        Row before = newest.get(message.room());
        long seq = (before == null ? lastSeq(message.room()) : before.seq()) + 1;
        Message stored = message.withSeq(seq);
        Row row = Row.of(stored);
        if (!insert(row)) {
            return new Appended(earlier(message), false);
        }
        newest.put(row.room(), row);
        return new Appended(stored, true);
    }

    private Appended store(Message message) throws SQLException {
        Message stored = message.withSeq(lastSeq(message.room()) + 1);
        Row row = Row.of(stored);
        insert(row);
        count(row);
        if (message.byMonster()) {
            update("DELETE FROM begun WHERE id = ?", message.id());
        }
        return new Appended(stored, true);
    }

    /** @return false where its id is there already */
    private boolean insert(Row row) throws SQLException {
        PreparedStatement insert = statement(
                "INSERT INTO messages(" + Row.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO NOTHING");
        row.bind(insert);
        if (insert.executeUpdate() == 0) {
            return false;
        }
        // Not by a trigger: within one FTS5 writes its index anew after each row, half of what a message costs.
        update("INSERT INTO words(rowid, content) VALUES (last_insert_rowid(), ?)", row.content());
        return true;
    }

    private void count(Row newest) throws SQLException {
        update(
                "INSERT INTO rooms VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq, last_at = excluded.last_at",
                newest.room(),
                newest.seq(),
                newest.createdAt());
    }

    private boolean isBuried(String id) throws SQLException {
        try (ResultSet found = query("SELECT 1 FROM tombstones WHERE id = ?", id)) {
            return found.next();
        }
    }

    private Message earlier(Message message) throws SQLException {
        try (ResultSet found = query("SELECT " + Row.COLUMNS + " FROM messages WHERE id = ?", message.id())) {
            return found.next() ? earlier(found, message) : null;
        }
    }

    private static Message earlier(ResultSet found, Message message) throws SQLException {
        try {
            return Row.read(found);
        } catch (Row.DamagedRow e) {
            return message.withSeq(found.getLong(2));
        }
    }

    private long lastSeq(String room) throws SQLException {
        try (ResultSet found = query("SELECT seq FROM rooms WHERE room = ?", room)) {
            return found.next() ? found.getLong(1) : 0;
        }
    }

    void mute(Mute mute) throws SQLException {
        update(
                mute.muted()
                        ? "INSERT OR IGNORE INTO mutes VALUES (?, ?)"
                        : "DELETE FROM mutes WHERE room = ? AND persona = ?",
                mute.room(),
                mute.persona());
    }

    void bury(Tombstone tombstone) throws SQLException {
        update("INSERT OR IGNORE INTO tombstones VALUES (?, ?)", tombstone.replyId(), tombstone.room());
        update("DELETE FROM begun WHERE id = ?", tombstone.replyId());
    }

    void seen(PersonaCard card) throws SQLException {
        String json = EventJson.MAPPER.valueToTree(card).toString();
        update("INSERT OR REPLACE INTO personas VALUES (?, ?)", card.key(), json);
    }

    void settled(SoonWritten.Place place, long seq) throws SQLException {
        update(
                "INSERT INTO settled VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET seq = max(seq, excluded.seq)",
                place.persona(),
                place.room(),
                seq);
    }

    void begun(String replyId, int attempt, Instant now) throws SQLException {
        update(
                "INSERT INTO begun VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET attempt = max(attempt, excluded.attempt)",
                replyId,
                attempt,
                now.toEpochMilli());
    }

    void forgetBegunBefore(Instant time) throws SQLException {
        update("DELETE FROM begun WHERE at < ?", time.toEpochMilli());
    }

    /** Remembers a fact about the file, or forgets it where the value is null. */
    void fact(String name, String value) throws SQLException {
        if (value == null) {
            update("DELETE FROM facts WHERE name = ?", name);
        } else {
            update("INSERT OR REPLACE INTO facts VALUES (?, ?)", name, value);
        }
    }

    Map<String, String> facts(String prefix) throws SQLException {
        Map<String, String> facts = new HashMap<>();
        try (ResultSet found =
                query("SELECT name, value FROM facts WHERE substr(name, 1, ?) = ?", prefix.length(), prefix)) {
            while (found.next()) {
                facts.put(found.getString(1), found.getString(2));
            }
        }
        return facts;
    }

    /** Everything that was said. Who was seen stays: names stay taken. */
    void forgetMessages() throws SQLException {
        update("INSERT INTO words(words) VALUES ('delete-all')");
        for (String table : List.of("messages", "rooms", "tombstones", "mutes", "settled", "begun")) {
            update("DELETE FROM " + table);
        }
    }

    /** Writes something without a meaning, to learn whether writing is possible. */
    void probe(Instant now) throws SQLException {
        update("INSERT OR REPLACE INTO facts VALUES ('probed', ?)", now.toString());
    }

    void commit() throws SQLException {
        connection.commit();
    }

    private ResultSet query(String sql, Object... values) throws SQLException {
        return bound(sql, values).executeQuery();
    }

    private void update(String sql, Object... values) throws SQLException {
        bound(sql, values).executeUpdate();
    }

    private PreparedStatement bound(String sql, Object... values) throws SQLException {
        PreparedStatement statement = statement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    @Override
    public void close() {
        Reads.closeQuietly(connection);
    }
}
