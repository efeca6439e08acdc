package org.monstermash.arena.transcript;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.End;

/**
 * Writes a transcript, a line at a time. A line is with the operating system when its method returns: a killed process
 * loses nothing that was finished. (Not forced to the disk: a power cut may cost the last turns, and waiting for the disk
 * each turn would cost more than the turn.) One thread only.
 */
public final class JsonLines implements AutoCloseable {
    private final FileChannel channel;

    private JsonLines(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * A new file, with its header.
     *
     * @throws java.nio.file.FileAlreadyExistsException rather than overwrite another duel
     */
    public static JsonLines create(Path path, DuelHeader header) throws IOException {
        JsonLines lines = new JsonLines(FileChannel.open(path, CREATE_NEW, WRITE));
        lines.write(TranscriptJson.line(header));
        return lines;
    }

    /**
     * A file that is there, to go on behind its first turns. What stood after them goes; their lines stay as they are,
     * with the fields we do not know.
     *
     * @throws IllegalArgumentException if it is not this duel's file or has fewer turns
     */
    public static JsonLines resume(Path path, DuelHeader header, int turns) throws IOException {
        TranscriptFile found = TranscriptFile.scan(path);
        if (!found.header().id().equals(header.id())) {
            throw new IllegalArgumentException(path + " is the transcript of another duel: "
                    + found.header().id());
        }
        if (found.turns().size() < turns) {
            throw new IllegalArgumentException(
                    path + " has " + found.turns().size() + " turns, not " + turns + " to go on from");
        }
        FileChannel channel = FileChannel.open(path, READ, WRITE);
        channel.truncate(found.endOf(turns));
        channel.position(channel.size());
        JsonLines lines = new JsonLines(channel);
        lines.bytes("\n");
        return lines;
    }

    public void write(MeasuredTurn turn) throws IOException {
        write(TranscriptJson.line(turn));
    }

    public void write(End end) throws IOException {
        write(TranscriptJson.line(end));
    }

    private void write(String line) throws IOException {
        bytes(line + "\n");
    }

    private void bytes(String text) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
