package org.monstermash.arena.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.monstermash.arena.measures.Meter;
import org.monstermash.arena.transcript.JsonLines;
import org.monstermash.arena.transcript.Mask;
import org.monstermash.arena.transcript.MeasuredTurn;
import org.monstermash.arena.transcript.TranscriptName;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.DuelListener;
import org.monstermash.arena.turn.End;
import org.monstermash.arena.turn.Turn;

/**
 * Keeps a duel in files as it goes: the transcript first, because it is what a resumed duel goes on from, then the page.
 * A file that cannot be written ends the duel: an {@link UncheckedIOException} that names it.
 */
public final class TranscriptFiles implements DuelListener, AutoCloseable {
    private final Path jsonl;
    private final Optional<Path> html;
    private final Markdown markdown;
    private final Mask mask;
    private final Meter meter = new Meter();
    private final List<MeasuredTurn> turns = new ArrayList<>();
    private JsonLines lines;
    private HtmlFile page;

    /**
     * @param jsonl where the transcript is or goes; a resumed duel's own
     * @param html where the page goes; a page that is there is made anew
     * @param mask hides secrets, also where a model says them
     */
    public TranscriptFiles(Path jsonl, Optional<Path> html, Markdown markdown, Mask mask) {
        this.jsonl = Objects.requireNonNull(jsonl, "jsonl");
        this.html = Objects.requireNonNull(html, "html");
        this.markdown = Objects.requireNonNull(markdown, "markdown");
        this.mask = Objects.requireNonNull(mask, "mask");
    }

    /** A new duel's files in a folder, by its name. */
    public static TranscriptFiles in(Path folder, DuelHeader header, boolean withHtml, Markdown markdown, Mask mask) {
        String name = TranscriptName.of(mask.apply(header));
        Optional<Path> html = withHtml ? Optional.of(folder.resolve(name + ".html")) : Optional.empty();
        return new TranscriptFiles(folder.resolve(name + ".jsonl"), html, markdown, mask);
    }

    public Path jsonl() {
        return jsonl;
    }

    public Optional<Path> html() {
        return html;
    }

    /** What was measured so far, the turns of a resumed duel with it. */
    public List<MeasuredTurn> turns() {
        return List.copyOf(turns);
    }

    @Override
    public void begun(DuelHeader told, List<Turn> before) {
        DuelHeader header = mask.apply(told);
        before.forEach(turn -> turns.add(MeasuredTurn.of(mask.apply(turn), meter)));
        writing(jsonl, () -> {
            Files.createDirectories(jsonl.toAbsolutePath().getParent());
            lines = Files.exists(jsonl)
                    ? JsonLines.resume(jsonl, header, before.size())
                    : JsonLines.create(jsonl, header);
        });
        html.ifPresent(path -> writing(path, () -> page = HtmlFile.open(path, header, turns, markdown)));
    }

    @Override
    public void turn(Turn told) {
        MeasuredTurn turn = MeasuredTurn.of(mask.apply(told), meter);
        turns.add(turn);
        writing(jsonl, () -> lines.write(turn));
        html.ifPresent(path -> writing(path, () -> page.write(turn)));
    }

    @Override
    public void ended(End told) {
        End end = mask.apply(told);
        // a file that could not be opened is not there: it is why the run ended
        if (lines != null) {
            writing(jsonl, () -> lines.write(end));
        }
        if (page != null) {
            writing(html.orElseThrow(), () -> page.finish(turns, Optional.of(end)));
        }
        close();
    }

    /** After {@link #ended} it does nothing; before, the files stay as a killed process leaves them. */
    @Override
    public void close() {
        if (lines != null) {
            writing(jsonl, lines::close);
        }
        if (page != null) {
            writing(html.orElseThrow(), page::close);
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static void writing(Path path, Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be written: " + e.getMessage(), e);
        }
    }
}
