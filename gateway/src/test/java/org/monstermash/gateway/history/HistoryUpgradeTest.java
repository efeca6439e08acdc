package org.monstermash.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.bus.contract.Lines;
import org.monstermash.bus.event.Message;

/** A file of an older version is gone on with. */
class HistoryUpgradeTest {
    @TempDir
    Path folder;

    @Test
    void theTriggerOfVersion1GoesAndEveryMessageIsFoundOnce() throws SQLException {
        Message old;
        try (History history = open()) {
            old = history.append(Lines.human("crypt", "an old bone")).join().message();
        }
        sql(
                "CREATE TRIGGER words_of_message AFTER INSERT ON messages BEGIN"
                        + " INSERT INTO words(rowid, content) VALUES (new.number, new.content); END",
                "PRAGMA user_version=1");

        try (History history = open()) {
            Message fresh =
                    history.append(Lines.human("crypt", "a new bone")).join().message();
            assertThat(history.search("crypt", "bone", 5)).containsExactly(fresh, old);
        }
        // Fails where the index holds what the messages do not, like a word that was entered twice.
        sql("INSERT INTO words(words, rank) VALUES ('integrity-check', 1)");
        try (History history = open()) {
            assertThat(history.search("crypt", "bone", 5)).hasSize(2);
        }
    }

    private History open() {
        return History.open(folder, Clock.systemUTC());
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = new Database(folder.resolve("chat.db"), List::of).connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
