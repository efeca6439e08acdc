package org.monstermash.worker.voice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was spent in each minute of the last hour, in a file: {@code minute calls tokens} a line, minutes since 1970. The
 * file is replaced as a whole and forced to the disk, so whatever happens, it holds all of one moment. At most {@value
 * #MINUTES} lines. Guarded by its {@link Budget}.
 */
final class BudgetBook {
    /** A minute counts until its last second is an hour ago. */
    static final int MINUTES = 61;

    private static final Pattern LINE = Pattern.compile("(\\d{1,12}) (\\d{1,12}) (\\d{1,18})");

    private final Path file;
    private final TreeMap<Long, Spent> byMinute = new TreeMap<>();

    /** What was spent in some time. */
    record Spent(long calls, long tokens) {
        static final Spent NOTHING = new Spent(0, 0);

        Spent plus(Spent more) {
            return new Spent(calls + more.calls, Math.max(0, tokens + more.tokens));
        }
    }

    /**
     * Reads what is there; lines that cannot be read are nothing.
     *
     * @param nowMinute what is later is taken for now: a clock that was wrong must not forget, nor lock for ever
     */
    BudgetBook(Path file, long nowMinute) throws IOException {
        this.file = file;
        if (!Files.exists(file)) {
            return;
        }
        for (String line : Files.readString(file, StandardCharsets.ISO_8859_1).split("\n")) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                long minute = Math.min(nowMinute, Long.parseLong(matcher.group(1)));
                Spent spent = new Spent(Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)));
                byMinute.merge(minute, spent, Spent::plus);
            }
        }
    }

    /** What was spent in the hour that ends now. */
    Spent spent(long nowMinute) {
        byMinute.headMap(nowMinute - MINUTES + 1).clear();
        return byMinute.values().stream().reduce(Spent.NOTHING, Spent::plus);
    }

    /** Each minute in which something was spent, oldest first, and what. */
    Map<Long, Spent> byMinute() {
        return byMinute;
    }

    /** Returns once it is on the disk; on an error it counts all the same. */
    void add(long minute, Spent more) throws IOException {
        byMinute.merge(minute, more, Spent::plus);
        StringBuilder lines = new StringBuilder();
        byMinute.forEach((each, spent) -> lines.append(each)
                .append(' ')
                .append(spent.calls())
                .append(' ')
                .append(spent.tokens())
                .append('\n'));
        Files.createDirectories(file.getParent());
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.ISO_8859_1));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
