package org.monstermash.gateway.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Supplier;
import org.monstermash.bus.event.Ids;
import org.sqlite.SQLiteDataSource;

/** The file and its tables. */
final class Database {
    /** Grows with each change of the tables; an older program refuses a newer file. */
    static final int VERSION = 2;

    /** Everything is on the disk before a write is acknowledged; readers never wait for the writer. */
    private static final List<String> ALWAYS = List.of(
            "busy_timeout=5000",
            "journal_mode=WAL",
            "synchronous=FULL",
            "journal_size_limit=67108864",
            "cache_size=-4000");

    private static final List<String> TABLES = List.of(
            "CREATE TABLE facts(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
            "CREATE TABLE messages(number INTEGER PRIMARY KEY, room TEXT NOT NULL, seq INTEGER NOT NULL,"
                    + " id TEXT NOT NULL UNIQUE, created_at INTEGER NOT NULL, content TEXT NOT NULL,"
                    + " rest TEXT NOT NULL, crc INTEGER NOT NULL, UNIQUE(room, seq))",
            "CREATE INDEX messages_by_time ON messages(created_at)",
            "CREATE VIRTUAL TABLE words USING fts5(content, content='messages', content_rowid='number',"
                    + " tokenize='unicode61 remove_diacritics 2')",
            "CREATE TABLE rooms(room TEXT PRIMARY KEY, seq INTEGER NOT NULL, last_at INTEGER NOT NULL) WITHOUT ROWID",
            "CREATE TABLE tombstones(id TEXT PRIMARY KEY, room TEXT NOT NULL) WITHOUT ROWID",
            "CREATE TABLE mutes(room TEXT NOT NULL, persona TEXT NOT NULL, PRIMARY KEY(room, persona)) WITHOUT ROWID",
            "CREATE TABLE settled(persona TEXT NOT NULL, room TEXT NOT NULL, seq INTEGER NOT NULL,"
                    + " PRIMARY KEY(persona, room)) WITHOUT ROWID",
            "CREATE TABLE begun(id TEXT PRIMARY KEY, attempt INTEGER NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID",
            "CREATE TABLE personas(persona TEXT PRIMARY KEY, card TEXT NOT NULL) WITHOUT ROWID");

    private final Path file;
    private final Supplier<List<String>> pragmas;

    /** @param pragmas more settings, asked for at each opening */
    Database(Path file, Supplier<List<String>> pragmas) {
        this.file = file;
        this.pragmas = pragmas;
    }

    Path file() {
        return file;
    }

    Connection connect() throws SQLException {
        // Not by DriverManager, which finds drivers of one class loader only.
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        // Nobody asks for them, and each insert would be followed by a query of its own.
        source.setGetGeneratedKeys(false);
        Connection connection = source.getConnection();
        try (Statement statement = connection.createStatement()) {
            for (String pragma : ALWAYS) {
                statement.execute("PRAGMA " + pragma);
            }
            for (String pragma : pragmas.get()) {
                statement.execute("PRAGMA " + pragma);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    Connection connectForReading() throws SQLException {
        Connection connection = connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only=1");
        }
        return connection;
    }

    /** Makes the tables where there are none, and makes those of an older version what they are now. */
    void prepare() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            int version = version(statement);
            if (version > VERSION) {
                throw new HistoryException(file + " was written by a newer version (" + version + " > " + VERSION
                        + "): use that version, or set DATA_DIR to another folder");
            }
            if (version == 0) {
                create(connection, statement);
            } else if (version < VERSION) {
                upgrade(connection, statement);
            }
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("PRAGMA user_version")) {
            return found.getInt(1);
        }
    }

    private static void create(Connection connection, Statement statement) throws SQLException {
        connection.setAutoCommit(false);
        for (String table : TABLES) {
            statement.execute(table);
        }
        statement.execute("INSERT INTO facts VALUES ('epoch', '" + Ids.random() + "')");
        statement.execute("PRAGMA user_version=" + VERSION);
        connection.commit();
    }

    /** In version 1 a trigger filled the index of words. */
    private static void upgrade(Connection connection, Statement statement) throws SQLException {
        connection.setAutoCommit(false);
        statement.execute("DROP TRIGGER IF EXISTS words_of_message");
        statement.execute("PRAGMA user_version=" + VERSION);
        connection.commit();
    }
}
