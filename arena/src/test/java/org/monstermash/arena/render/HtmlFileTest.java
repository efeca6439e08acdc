package org.monstermash.arena.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.arena.transcript.Duels;
import org.monstermash.arena.transcript.MeasuredTurn;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.DuelSettings;
import org.monstermash.arena.turn.Participant;
import org.monstermash.arena.turn.PreambleLine;
import org.monstermash.arena.turn.Turn;

class HtmlFileTest {
    private static final Markdown MARKDOWN = new CommonMark();

    @TempDir
    Path dir;

    private Path file;

    @BeforeEach
    void name() {
        file = dir.resolve("duel.html");
    }

    @Test
    void afterEveryTurnThePageIsWholeAndHasEveryTurn() throws IOException {
        List<MeasuredTurn> turns = MeasuredTurn.all(Duels.turns(12));
        try (HtmlFile page = HtmlFile.open(file, Duels.header(), List.of(), MARKDOWN)) {
            assertThat(numbers(parsed())).isEmpty();
            String stood = "";
            for (int n = 1; n <= turns.size(); n++) {
                page.write(turns.get(n - 1));
                Document document = parsed();
                assertThat(numbers(document)).hasSize(n).endsWith("Turn " + n);
                assertThat(document.select("#numbers").text()).contains("So far", "Turns " + n);
                String stands = Files.readString(file).split("<section class=\"numbers\"")[0];
                assertThat(stands).as("what stands is never written again").startsWith(stood);
                stood = stands;
            }
            page.finish(turns, Optional.of(Duels.end(12)));
            assertThat(Files.readString(file)).startsWith(stood);
        }
        Document document = parsed();
        assertThat(numbers(document)).hasSize(12);
        assertThat(document.select("#end").text())
                .isEqualTo("CONVERSATION DEPTH LIMIT REACHED The turn limit of 30 is reached.");
        assertThat(document.select("#numbers h2").text()).isEqualTo("Figures");
    }

    @Test
    void aTurnCostsTheSameHoweverManyStand() throws IOException {
        long hundred = bytesWrittenFor(100);
        long thousand = bytesWrittenFor(1_000);
        assertThat(thousand).isLessThan(12 * hundred);
    }

    @Test
    void aPageThatIsThereIsMadeAnew() throws IOException {
        Files.writeString(file, "<torn".repeat(10_000));
        try (HtmlFile page = HtmlFile.open(file, Duels.header(), MeasuredTurn.all(Duels.turns(3)), MARKDOWN)) {
            assertThat(numbers(parsed())).containsExactly("Turn 1", "Turn 2", "Turn 3");
            page.write(MeasuredTurn.all(List.of(Duels.turn(4, "On we go"))).getFirst());
        }
        assertThat(numbers(parsed())).hasSize(4);
        try (var files = Files.list(dir)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void whatBothShareIsSaidOnce() throws IOException {
        Document same = page(Duels.header(
                Duels.withSystem(Duels.participant("Alice", "gemma"), "Be odd."),
                Duels.withSystem(Duels.participant("Bob", "gemma"), "Be odd.")));
        assertThat(facts(same))
                .containsEntry("Model", "gemma")
                .containsEntry("Endpoint", "http://localhost:11434/api/chat");
        assertThat(same.select("summary").eachText()).containsOnlyOnce("System prompt");
        assertThat(same.select("details .plain").first().text()).isEqualTo("Be odd.");

        Document different = page(Duels.header());
        assertThat(facts(different))
                .containsEntry("Alice · model", "gemma3:27b")
                .containsEntry("Bob · model", "llama3.2");
        assertThat(different.select("summary").eachText()).contains("System prompt of Alice", "System prompt of Bob");
        assertThat(different.text()).contains("You are Alice.", "You are Bob.");
    }

    @Test
    void theRulesAreShownWithCommas() throws IOException {
        assertThat(facts(page(Duels.header())))
                .containsEntry("Max characters", "10,000")
                .containsEntry("Turn limit", "30")
                .containsEntry("Seed", "42")
                .containsEntry("Temperature", "0.7")
                .containsEntry("Thinking", "kept from the partner")
                .containsEntry("Stops on", "goodbye");
    }

    @Test
    void preamblesOfBothAreShownAndTurnsCountFromOne() throws IOException {
        Document document = page(
                Duels.header(
                        Duels.withPreamble(
                                Duels.participant("Alice", "m"),
                                new PreambleLine(PreambleLine.Role.USER, "Are you *there*?"),
                                new PreambleLine(PreambleLine.Role.ASSISTANT, "I am.")),
                        Duels.withPreamble(
                                Duels.participant("Bob", "m"),
                                new PreambleLine(PreambleLine.Role.SYSTEM, "Be terse."))),
                Duels.turn(1, "Hello!"));
        assertThat(document.select(".preamble h3").eachText())
                .containsExactly("User (to Alice)", "Alice", "System (to Bob)");
        assertThat(document.select(".preamble .badge").eachText()).containsOnly("preamble");
        assertThat(document.select(".preamble em").text()).isEqualTo("there");
        assertThat(document.select(".preamble .place")).isEmpty();
        assertThat(numbers(document)).containsExactly("Turn 1");
        assertThat(document.select(".preamble article").get(0).className()).isEqualTo("card voice-other");
        assertThat(document.select(".preamble article").get(1).className()).isEqualTo("card voice-0");
    }

    @Test
    void aCardSaysAllThereIsToKnowOfATurn() throws IOException {
        Turn turn = new Turn(
                2,
                1,
                "Bob",
                "llama3.2",
                Duels.BEGAN,
                "x".repeat(10_000),
                "a < b\n  c",
                true,
                true,
                true,
                10_000,
                5,
                1_234,
                Duration.ofMillis(1_500),
                Duration.ofMillis(3_000),
                List.of("2 older turns were left out"));
        Element card = page(Duels.header(), Duels.turn(1, "Hello!"), turn).getElementById("turn-2");
        assertThat(card.className()).isEqualTo("card voice-1");
        assertThat(card.select("h3").text()).isEqualTo("Bob");
        assertThat(card.select(".badge").text()).isEqualTo("llama3.2");
        assertThat(card.select(".place").text()).isEqualTo("Turn 2 · 10,000 characters");
        assertThat(card.select("details.thinking summary").text()).isEqualTo("Thinking · 9 characters");
        assertThat(card.select("details.thinking .plain").first().wholeText()).isEqualTo("a < b\n  c");
        assertThat(card.select("details.thinking").hasAttr("open")).isFalse();
        assertThat(card.select(".notices li").eachText())
                .containsExactly(
                        "Truncated at 10,000 characters",
                        "Broken off: this turn is not whole",
                        "Thinking filtered: the partner got the text only",
                        "2 older turns were left out");
        assertThat(card.select("footer").text()).startsWith("12:00:00 · 1,234 tokens");
    }

    @Test
    void figuresAndChartsStandAtTheEnd() throws IOException {
        List<MeasuredTurn> turns = MeasuredTurn.all(Duels.turns(30));
        HtmlFile.write(file, Duels.header(), turns, Optional.of(Duels.end(30)), MARKDOWN);
        Document document = parsed();
        Map<String, String> totals = facts(document.getElementById("numbers"));
        long chars = turns.stream().mapToLong(turn -> turn.turn().chars()).sum();
        assertThat(totals)
                .containsEntry("Turns", "30")
                .containsEntry("Total characters", Html.number(chars))
                .containsEntry("Tokens written", "600");
        assertThat(document.select("figure.chart svg")).hasSize(12).allSatisfy(svg -> {
            assertThat(svg.attr("role")).isEqualTo("img");
            assertThat(svg.attr("aria-label")).contains("Alice from", "Bob from");
            assertThat(svg.select("polyline")).hasSize(2);
        });
        assertThat(document.select(".still rect, rect.still"))
                .as("one sentence thirty times stands still")
                .isNotEmpty();
        assertThat(document.select(".notices .attractor")).isNotEmpty();
        assertThat(document.select("table tbody tr")).hasSize(30);
    }

    @Test
    void namesAndSettingsAreNeverMarkup() throws IOException {
        String evil = "\"><img src=x onerror=alert(1)>'<b>";
        Participant alice = new Participant(
                evil,
                evil,
                evil,
                evil,
                evil,
                false,
                null,
                evil,
                Map.of(evil, evil),
                Map.of(evil, List.of(evil)),
                List.of(new PreambleLine(PreambleLine.Role.USER, evil)));
        DuelSettings settings =
                new DuelSettings(30, 10, false, true, null, null, Duration.ZERO, List.of(evil), 1_000_000, 4_096);
        DuelHeader header = new DuelHeader("0a1b2c", Duels.BEGAN, List.of(alice, alice), evil, settings);
        Turn turn = new Turn(
                1,
                0,
                evil,
                evil,
                Duels.BEGAN,
                evil,
                evil,
                false,
                false,
                false,
                3,
                null,
                null,
                null,
                Duration.ZERO,
                List.of(evil));
        Document document = page(header, turn);
        assertThat(document.select("img, b:not(figcaption b), script, iframe, [onerror], [style]"))
                .isEmpty();
        assertThat(document.select("h3").first().text()).contains("onerror=alert(1)");
        assertThat(document.title()).contains(evil);
    }

    @Test
    void nothingRunsAndNothingIsLoaded() throws Exception {
        page(Duels.header(), Duels.turn(1, "![x](https://evil.example/x.png) <script src=//evil.example></script>"));
        String html = Files.readString(file);
        Document document = Jsoup.parse(html);
        assertThat(document.select("script, img, link, iframe, object, embed, form, base, audio, video, source"))
                .isEmpty();
        assertThat(document.select("[src], [srcset], [background], [style]")).isEmpty();
        String policy =
                document.select("meta[http-equiv=Content-Security-Policy]").attr("content");
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(document.select("style").first().data().getBytes(StandardCharsets.UTF_8));
        assertThat(policy)
                .startsWith("default-src 'none'; style-src 'sha256-"
                        + Base64.getEncoder().encodeToString(hash) + "';");
        assertThat(html.indexOf("Content-Security-Policy")).isLessThan(html.indexOf("<style"));
        assertThat(document.select("style").first().data()).doesNotContain("url(", "@import");
    }

    private long bytesWrittenFor(int count) throws IOException {
        try (HtmlFile page = HtmlFile.open(file, Duels.header(), List.of(), MARKDOWN)) {
            for (MeasuredTurn turn : MeasuredTurn.all(Duels.turns(count))) {
                page.write(turn);
            }
            assertThat(page.written()).isGreaterThan(Files.size(file) - 1);
            return page.written();
        }
    }

    private Document page(DuelHeader header, Turn... turns) throws IOException {
        HtmlFile.write(file, header, MeasuredTurn.all(List.of(turns)), Optional.empty(), MARKDOWN);
        return parsed();
    }

    /** Without one parse error, by the rules of the HTML standard. */
    private Document parsed() throws IOException {
        Parser parser = Parser.htmlParser().setTrackErrors(20);
        String html = Files.readString(file);
        Document document = parser.parseInput(html, "");
        assertThat(parser.getErrors()).isEmpty();
        assertThat(html).startsWith("<!doctype html>").endsWith("</main>\n</body>\n</html>\n");
        return document;
    }

    private static List<String> numbers(Document document) {
        return document.select("article .place a").eachText();
    }

    private static Map<String, String> facts(Element within) {
        return within.select(".facts div").stream()
                .collect(Collectors.toMap(
                        fact -> fact.select("dt").text(),
                        fact -> fact.select("dd").text(),
                        (first, again) -> again));
    }
}
