package org.monstermash.arena.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.arena.render.CommonMark;
import org.monstermash.arena.render.TranscriptFiles;
import org.monstermash.arena.transcript.Duels;
import org.monstermash.arena.transcript.Mask;
import org.monstermash.arena.turn.Turn;
import picocli.CommandLine;

class CompareCommandTest {
    @TempDir
    Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void runsStandSideBySide() throws IOException {
        String still = run("still", Duels.turns(20));
        String moving =
                run("moving", List.of(Duels.turn(1, "Hello!"), Duels.turn(2, "one two"), Duels.turn(3, "a b c d")));
        Path page = dir.resolve("page.html");
        assertThat(compare("-o", page.toString(), still, moving)).isZero();
        assertThat(out.toString().lines())
                .contains("[1] still", "[2] moving")
                .anySatisfy(line -> assertThat(line).matches("turns +19 +2"))
                .anySatisfy(line -> assertThat(line).matches("Words +11 \\[11, 11] +3 \\[2, 4]"))
                .anySatisfy(line -> assertThat(line).matches("Attractor from +turn 8 +-"));

        Document html = parsed(page);
        assertThat(html.select("ol.runs b").eachText()).containsExactly("still", "moving");
        assertThat(html.select("ol.runs li").first().text()).contains("19 turns", "stands still from turn 8");
        assertThat(html.select("figure.chart")).hasSize(12);
        assertThat(html.select("figure.chart").get(1).select("circle")).hasSize(2);
        assertThat(html.select("tbody tr").get(1).text()).isEqualTo("Words 11 11–11 3 2–4");
        assertThat(html.select("script, img, link, [style]")).isEmpty();
    }

    @Test
    void wideFiguresStayApart() throws IOException {
        String file = run("a", List.of(Duels.turn(1, "Hello!"), Duels.turn(2, "x".repeat(1_000_000))));

        assertThat(compare("--no-html", file, file)).isZero();

        String figure = "1,000,000 \\[1,000,000, 1,000,000]";
        assertThat(out.toString().lines())
                .anySatisfy(line -> assertThat(line).matches("Characters +" + figure + "  " + figure));
    }

    @Test
    void theSameRunsAndSeedGiveTheSamePage() throws IOException {
        String file = run(
                "a", List.of(Duels.turn(1, "a"), Duels.turn(2, "b c"), Duels.turn(3, "d e f g"), Duels.turn(4, "h")));
        Path one = dir.resolve("1.html");
        Path two = dir.resolve("2.html");
        compare("-o", one.toString(), "--seed", "9", file);
        compare("-o", two.toString(), "--seed", "9", file);
        assertThat(one).hasSameTextualContentAs(two);
    }

    @Test
    void speakersOfOneRunCanBeCompared() throws IOException {
        String file = run("a", List.of(Duels.turn(1, "a"), Duels.turn(2, "b c"), Duels.turn(3, "d e f g")));
        assertThat(compare("--by-speaker", "--no-html", file)).isZero();
        assertThat(out.toString().lines())
                .contains("[1] a · Alice", "[2] a · Bob")
                .anySatisfy(line -> assertThat(line).matches("Words +4 \\[4, 4] +2 \\[2, 2]"));
        assertThat(Path.of("resonant-comparison.html")).doesNotExist();
    }

    @Test
    void aNameIsNoMarkup() throws IOException {
        String file = run("<img src=x onerror=alert(1)>", Duels.turns(3));
        Path page = dir.resolve("page.html");
        compare("-o", page.toString(), file);
        assertThat(parsed(page).select("img")).isEmpty();
    }

    @Test
    void whatIsNoTranscriptIsSaid() throws IOException {
        assertThat(compare("--no-html", dir.resolve("absent").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("absent is not there");
        assertThat(compare()).isEqualTo(2);
    }

    private String run(String name, List<Turn> turns) {
        Path file = dir.resolve(name + ".jsonl");
        TranscriptFiles files = new TranscriptFiles(file, Optional.empty(), new CommonMark(), Mask.NONE);
        files.begun(Duels.header(), List.of());
        turns.forEach(files::turn);
        files.ended(Duels.end(turns.size()));
        return file.toString();
    }

    private int compare(String... arguments) {
        return new CommandLine(new CompareCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static Document parsed(Path page) throws IOException {
        Parser parser = Parser.htmlParser().setTrackErrors(20);
        Document document = parser.parseInput(Files.readString(page), "");
        assertThat(parser.getErrors()).isEmpty();
        return document;
    }
}
