package org.monstermash.arena.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.arena.transcript.Duels;
import org.monstermash.arena.transcript.Mask;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.PreambleLine;
import picocli.CommandLine;

class RenderCommandTest {
    @TempDir
    Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private TranscriptFiles live;

    @BeforeEach
    void duel() {
        DuelHeader header = Duels.header(
                Duels.withPreamble(Duels.participant("Alice", "m*x"), new PreambleLine(PreambleLine.Role.USER, "Psst")),
                Duels.participant("Bob", "n"));
        live = TranscriptFiles.in(dir, header, true, new CommonMark(), Mask.NONE);
        live.begun(header, List.of());
        live.turn(Duels.turn(1, "Hello!"));
        live.turn(Duels.turn(2, "  /\\_/\\\n ( o.o )", "hm\nhm", false));
        live.ended(Duels.end(2));
    }

    @Test
    void thePageOfATranscriptIsTheOneThatGrewWithIt() throws IOException {
        Path html = dir.resolve("again.html");
        assertThat(run("--html", "-o", html.toString(), live.jsonl().toString()))
                .isZero();
        assertThat(out.toString().strip()).isEqualTo(html.toString());
        assertThat(html).hasSameTextualContentAs(live.html().orElseThrow());
    }

    @Test
    void markdownHasWhatWasSaidAsItWasWritten() throws IOException {
        assertThat(run("--md", live.jsonl().toString())).isZero();
        String md = Files.readString(Path.of(live.jsonl().toString().replace(".jsonl", ".md")));
        assertThat(md)
                .startsWith("# Alice and Bob\n\n- **Alice**: m\\*x, http://localhost:11434/api/chat\n")
                .contains(
                        "### User (to Alice) (preamble)\n\nPsst\n",
                        "## Turn 1 · Alice (gemma3:27b)\n\nHello!\n",
                        "Thinking:\n\n> hm\n> hm\n",
                        "  /\\_/\\\n ( o.o )\n")
                .endsWith("---\n\n**CONVERSATION DEPTH LIMIT REACHED**: The turn limit of 30 is reached.\n");
    }

    @Test
    void aTranscriptWhoseWriterWasKilledIsRenderedToo() throws IOException {
        String text = Files.readString(live.jsonl());
        Path torn = Files.writeString(dir.resolve("torn.jsonl"), text.substring(0, text.lastIndexOf("{\"type\"") + 9));
        assertThat(run(torn.toString())).isZero();
        var page = Jsoup.parse(Files.readString(dir.resolve("torn.html")));
        assertThat(page.select("article.card[id]")).hasSize(2);
        assertThat(page.select("#end")).isEmpty();
    }

    @Test
    void whatIsNoTranscriptIsSaidInOneLine() throws IOException {
        Path no = Files.writeString(dir.resolve("no.jsonl"), "hello\n");
        assertThat(run(no.toString())).isEqualTo(2);
        assertThat(err.toString().lines().findFirst()).contains(no + ", line 1: not JSON");
        assertThat(run(dir.resolve("absent").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("absent is not there");
        assertThat(run("--html", "--md", live.jsonl().toString())).isEqualTo(2);
        assertThat(run("-o", dir.resolve("x/y/z.html").toString(), live.jsonl().toString()))
                .isEqualTo(2);
    }

    private int run(String... arguments) {
        return new CommandLine(new RenderCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
