package org.monstermash.arena.transcript;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.End;
import org.monstermash.arena.turn.Recording;
import org.monstermash.arena.turn.Turn;

/** Reads a transcript, also one whose writer was killed in the middle of a line. */
public final class TranscriptFile {
    private final Path path;
    private final List<Turn> turns = new ArrayList<>();
    private final List<Long> endOfTurn = new ArrayList<>();
    private DuelHeader header;
    private long endOfHeader;
    private End end;

    private TranscriptFile(Path path) {
        this.path = path;
    }

    /**
     * What the file holds: each turn once, in order. A last line that is torn was never told to anybody and is not there;
     * a turn that stands again after a partial one takes its place; an end that was followed by further turns was none.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException naming file, line and what is wrong, if it is not a transcript
     */
    public static Recording read(Path path) throws IOException {
        TranscriptFile file = scan(path);
        return new Recording(file.header, file.turns, Optional.ofNullable(file.end));
    }

    static TranscriptFile scan(Path path) throws IOException {
        TranscriptFile file = new TranscriptFile(path);
        file.scan(Files.readAllBytes(path));
        return file;
    }

    DuelHeader header() {
        return header;
    }

    /** The turns as {@link Recording} has them. */
    List<Turn> turns() {
        return turns;
    }

    /** Where the line of the n-th turn ends; of the header for 0. */
    long endOf(int turn) {
        return turn == 0 ? endOfHeader : endOfTurn.get(turn - 1);
    }

    private void scan(byte[] bytes) {
        int number = 1;
        for (int from = 0; from < bytes.length; number++) {
            int newline = from;
            while (newline < bytes.length && bytes[newline] != '\n') {
                newline++;
            }
            boolean last = newline + 1 >= bytes.length;
            take(new String(bytes, from, newline - from, StandardCharsets.UTF_8), number, newline, last);
            from = newline + 1;
        }
        if (header == null) {
            throw new IllegalArgumentException(path + " is not a transcript: it has no header");
        }
    }

    private void take(String text, int number, long end, boolean last) {
        try {
            if (!text.isBlank()) {
                take(Line.parse(text), end);
            }
        } catch (IllegalArgumentException e) {
            if (last && header != null) {
                return; // torn
            }
            throw new IllegalArgumentException(path + ", line " + number + ": " + e.getMessage(), e);
        }
    }

    private void take(Line line, long endOfLine) {
        if (header == null && !(line instanceof Line.Header)) {
            throw new IllegalArgumentException("a transcript begins with its header");
        }
        switch (line) {
            case Line.Header(DuelHeader found) -> {
                if (header != null) {
                    throw new IllegalArgumentException("a second header");
                }
                header = found;
                endOfHeader = endOfLine;
            }
            case Line.OneTurn(Turn turn) -> take(turn, endOfLine);
            case Line.TheEnd(End found) -> end = found;
            case Line.Unknown() -> {
                // of a later version; not ours to understand
            }
        }
    }

    private void take(Turn turn, long endOfLine) {
        if (!turns.isEmpty() && turns.getLast().partial()) {
            turns.removeLast();
            endOfTurn.removeLast();
        }
        if (turn.number() != turns.size() + 1) {
            throw new IllegalArgumentException("turn " + turn.number() + " where " + (turns.size() + 1) + " was due");
        }
        if (turn.speaker() >= header.participants().size()) {
            throw new IllegalArgumentException("nobody is speaker " + turn.speaker());
        }
        turns.add(turn);
        endOfTurn.add(endOfLine);
        end = null;
    }
}
