package org.monstermash.arena.render;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.monstermash.arena.transcript.MeasuredTurn;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.End;

/**
 * The page of a duel, whole and valid after every turn. A turn is written behind the last one, over the short tail that
 * closed the page, together with a new tail, in one piece: its cost does not depend on how many turns there are, and what
 * stands is never written again. One thread only.
 */
public final class HtmlFile implements AutoCloseable {
    private final FileChannel channel;
    private final CardHtml cards;
    private final FiguresHtml figures;
    private long tail;
    private Totals totals = Totals.NONE;
    private long written;

    private HtmlFile(FileChannel channel, DuelHeader header, Markdown markdown) {
        this.channel = channel;
        this.cards = new CardHtml(header, markdown);
        this.figures = new FiguresHtml(header);
    }

    /**
     * The page with the turns that stand already. A page that is there is replaced when the new one is whole; the file
     * stays open for more.
     */
    public static HtmlFile open(Path path, DuelHeader header, List<MeasuredTurn> turns, Markdown markdown)
            throws IOException {
        Path draft = path.resolveSibling("." + path.getFileName() + ".part");
        HtmlFile page = new HtmlFile(FileChannel.open(draft, CREATE, TRUNCATE_EXISTING, WRITE), header, markdown);
        page.append(Page.open(HeaderHtml.title(header)) + new HeaderHtml(header, markdown).html());
        for (MeasuredTurn turn : turns) {
            page.write(turn);
        }
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return page;
    }

    /** All of a duel at once. */
    public static void write(
            Path path, DuelHeader header, List<MeasuredTurn> turns, Optional<End> end, Markdown markdown)
            throws IOException {
        try (HtmlFile page = open(path, header, turns, markdown)) {
            page.finish(turns, end);
        }
    }

    public void write(MeasuredTurn turn) throws IOException {
        totals = totals.with(turn.turn());
        append(cards.html(turn));
    }

    /** The end with its charts; the one time when something is written that grows with the turns. */
    public void finish(List<MeasuredTurn> turns, Optional<End> end) throws IOException {
        put(figures.atTheEnd(turns, totals, end) + Page.CLOSE);
    }

    private void append(String html) throws IOException {
        String closing = figures.soFar(totals) + Page.CLOSE;
        put(html + closing);
        tail += html.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Bytes that were handed to the operating system. */
    long written() {
        return written;
    }

    /** Over the tail. */
    private void put(String html) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(html.getBytes(StandardCharsets.UTF_8));
        long end = tail + bytes.remaining();
        for (long at = tail; bytes.hasRemaining(); ) {
            int more = channel.write(bytes, at);
            at += more;
            written += more;
        }
        if (channel.size() > end) {
            channel.truncate(end);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
