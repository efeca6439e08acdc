package org.monstermash.gateway.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.CRC32;
import org.monstermash.bus.event.EventJson;
import org.monstermash.bus.event.Message;

/**
 * A message as a row: its text apart, for the search; the rest as JSON; and a CRC32 over everything, because a bit that
 * flips on a disk is not noticed by SQLite.
 */
record Row(String room, long seq, String id, long createdAt, String content, String rest) {
    static final String COLUMNS = "room, seq, id, created_at, content, rest, crc";

    private static final List<String> APART = List.of("room", "seq", "id", "content");

    static Row of(Message message) {
        ObjectNode rest = EventJson.tree(message).remove(APART);
        return new Row(
                message.room(),
                message.seq(),
                message.id(),
                message.createdAt().toEpochMilli(),
                message.content(),
                rest.toString());
    }

    void bind(PreparedStatement insert) throws SQLException {
        insert.setString(1, room);
        insert.setLong(2, seq);
        insert.setString(3, id);
        insert.setLong(4, createdAt);
        insert.setString(5, content);
        insert.setString(6, rest);
        insert.setLong(7, crc());
    }

    /** @throws DamagedRow when it is not what was written */
    static Message read(ResultSet found) throws SQLException, DamagedRow {
        Row row = new Row(
                found.getString(1),
                found.getLong(2),
                found.getString(3),
                found.getLong(4),
                found.getString(5),
                found.getString(6));
        if (row.isTorn() || row.crc() != found.getLong(7)) {
            throw new DamagedRow(row.room, row.seq);
        }
        return row.message();
    }

    private boolean isTorn() {
        return room == null || id == null || content == null || rest == null;
    }

    private Message message() {
        ObjectNode json = EventJson.object(rest);
        json.put("room", room).put("seq", seq).put("id", id).put("content", content);
        return EventJson.message(json);
    }

    private long crc() {
        CRC32 crc = new CRC32();
        for (String part : List.of(room, Long.toString(seq), id, Long.toString(createdAt), content, rest)) {
            crc.update(part.getBytes(StandardCharsets.UTF_8));
            crc.update(0);
        }
        return crc.getValue();
    }

    /** A row that is not what was written. */
    static final class DamagedRow extends Exception {
        private static final long serialVersionUID = 1L;

        DamagedRow(String room, long seq) {
            super("room " + room + ", seq " + seq);
        }
    }
}
