package org.monstermash.gateway.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.monstermash.bus.BusUnavailable;
import org.monstermash.bus.event.Message;

/** Reading, on connections of its own: {@value #CONNECTIONS} readers at once, more wait. */
final class Reads implements AutoCloseable {
    private static final int CONNECTIONS = 4;
    private static final int MAX_REMEMBERED_DAMAGE = 10_000;
    private static final Logger LOG = Logger.getLogger(Reads.class);

    private final Database database;
    private final Semaphore places = new Semaphore(CONNECTIONS);
    private final BlockingQueue<Connection> idle = new ArrayBlockingQueue<>(CONNECTIONS);
    private final Set<String> damage = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Reads(Database database) {
        this.database = database;
    }

    /** Makes something of one row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** The messages a query over {@link Row#COLUMNS} finds; damaged ones are left out. */
    List<Message> messages(String sql, Object... values) {
        return rows(sql, values).stream().flatMap(Optional::stream).toList();
    }

    /** The same, with nothing in the place of a damaged one. */
    List<Optional<Message>> rows(String sql, Object... values) {
        return list(this::undamaged, sql, values);
    }

    private Optional<Message> undamaged(ResultSet row) throws SQLException {
        try {
            return Optional.of(Row.read(row));
        } catch (Row.DamagedRow | IllegalArgumentException e) {
            if (damage.size() < MAX_REMEMBERED_DAMAGE && damage.add(e.getMessage())) {
                LOG.errorf("a message of the history is damaged and left out: %s", e.getMessage());
            }
            return Optional.empty();
        }
    }

    <T> Optional<T> first(Reader<T> reader, String sql, Object... values) {
        return list(reader, sql, values).stream().findFirst();
    }

    <T> List<T> list(Reader<T> reader, String sql, Object... values) {
        places.acquireUninterruptibly();
        Connection connection = null;
        try {
            connection = connection();
            List<T> found = list(connection, reader, sql, values);
            giveBack(connection);
            return found;
        } catch (SQLException e) {
            closeQuietly(connection);
            throw new BusUnavailable("the history cannot be read: " + e.getMessage(), e);
        } finally {
            places.release();
        }
    }

    private static <T> List<T> list(Connection connection, Reader<T> reader, String sql, Object... values)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                query.setObject(i + 1, values[i]);
            }
            List<T> found = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        }
    }

    private Connection connection() throws SQLException {
        if (closed) {
            throw new SQLException("it is closed");
        }
        Connection connection = idle.poll();
        return connection == null ? database.connectForReading() : connection;
    }

    private void giveBack(Connection connection) {
        if (closed || !idle.offer(connection)) {
            closeQuietly(connection);
        }
    }

    static void closeQuietly(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            LOG.debugf("a connection to the history did not close: %s", e.getMessage());
        }
    }

    /** Waits for those who read. */
    @Override
    public void close() {
        closed = true;
        places.acquireUninterruptibly(CONNECTIONS);
        idle.forEach(Reads::closeQuietly);
        idle.clear();
        places.release(CONNECTIONS);
    }
}
