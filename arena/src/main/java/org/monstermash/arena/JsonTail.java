package org.monstermash.arena;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.DuelListener;
import org.monstermash.arena.turn.End;
import org.monstermash.arena.turn.Turn;

/** Says what the transcript has got, line by line: told after the transcript's writer. */
final class JsonTail implements DuelListener {
    private final Path jsonl;
    private final PrintWriter out;
    private long said;

    JsonTail(Path jsonl, PrintWriter out) {
        this.jsonl = jsonl;
        this.out = out;
    }

    @Override
    public void begun(DuelHeader header, List<Turn> before) {
        say();
    }

    @Override
    public void turn(Turn turn) {
        say();
    }

    @Override
    public void ended(End end) {
        say();
    }

    private void say() {
        try (RandomAccessFile file = new RandomAccessFile(jsonl.toFile(), "r")) {
            byte[] more = new byte[Math.toIntExact(file.length() - said)];
            file.seek(said);
            file.readFully(more);
            said += more.length;
            out.print(new String(more, StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(jsonl + " cannot be read: " + e.getMessage(), e);
        }
    }
}
