package org.monstermash.systemtests.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.systemtests.OpenRoom;

/**
 * What people, models and cards write never runs, never asks another place for anything and never meets the policy:
 * 150 vectors in every place where words from outside come to be seen.
 */
@Tag("system")
class XssTest {
    private static final int AUTHOR_MAX = 64;
    private static final int VECTORS_PER_LINE = 3;
    private static final String MASK = "mask";

    @TempDir
    static Path dir;

    private static List<String> vectors;
    private static OpenRoom room;
    private static ChatBrowser browser;

    @BeforeAll
    static void open() throws IOException {
        vectors = vectors();
        Files.writeString(dir.resolve(MASK + ".yaml"), persona());
        room = OpenRoom.in(dir, Map.of("PACE", "0.2", "PERSONAS_DIR", dir.toString()), List.of());
        browser = ChatBrowser.launch();
    }

    @AfterAll
    static void close() {
        browser.close();
        room.close();
    }

    @Test
    void thereAreEnoughVectors() {
        assertThat(vectors).hasSizeGreaterThanOrEqualTo(150).doesNotHaveDuplicates();
    }

    @Test
    void aPersonsWordsAndNamesNeverRun() {
        try (ChatTab tab = browser.enter(room.port(), "words")) {
            room.client().say("words", "first");
            for (String vector : vectors) {
                String author = vector.length() <= AUTHOR_MAX ? vector : vector.substring(0, AUTHOR_MAX);
                room.client().post("/send", Map.of("room", "words", "author", author, "content", vector));
            }
            String last = room.client().say("words", "last").get("id").asText();
            tab.awaitMessage(last);
            everythingIsSeenAndTouched(tab);

            assertThat(tab.page().locator("article.message").count()).isGreaterThan(30);
            assertThat(tab.troubles()).isEmpty();
        }
    }

    @Test
    void aMonstersWordsAndItsCardNeverRun() {
        room.startWorker(MASK, MASK);
        room.client().awaitPersonas(List.of(MASK));
        try (ChatTab tab = browser.enter(room.port(), "masked")) {
            int lines = scripted().size();
            List<String> said = new ArrayList<>();
            for (int n = 0; n < 4 * lines && said.size() < lines; n++) {
                var cause = room.client().say("masked", "@" + MASK + " number " + n);
                room.client().awaitReplyOf(MASK, cause, java.time.Duration.ofSeconds(20));
                room.client().repliesTo(cause).stream()
                        .map(reply -> reply.get("content").asText())
                        .filter(content -> !said.contains(content))
                        .forEach(said::add);
            }
            String last = room.client().say("masked", "enough").get("id").asText();
            tab.awaitMessage(last);
            everythingIsSeenAndTouched(tab);

            assertThat(said).as("most lines were said").hasSizeGreaterThan(lines * 9 / 10);
            assertThat(tab.growth()).hasSizeGreaterThan(lines / 2);
            assertThat(tab.troubles()).isEmpty();
        }
    }

    @Test
    void whatIsSearchedAndFoundNeverRuns() {
        try (ChatTab tab = browser.enter(room.port(), "found")) {
            vectors.forEach(vector -> room.client()
                    .post("/send", Map.of("room", "found", "author", "Ann", "content", "needle " + vector)));
            tab.button("Search").click();
            Locator input = tab.page().getByLabel("Words to look for");
            for (String vector : vectors.subList(0, 40)) {
                input.fill(vector);
            }
            input.fill("needle");
            Waiting.until(
                    "the needles are found",
                    tab.page(),
                    () -> tab.page().locator("#results li").count() > 10);

            assertThat(tab.troubles()).isEmpty();
        }
    }

    @Test
    void aRoomsNameInTheAddressNeverRuns() {
        try (ChatTab tab = browser.enter(room.port(), "graveyard")) {
            for (String vector : vectors.subList(0, 20)) {
                tab.visit(java.net.URLEncoder.encode(vector, java.nio.charset.StandardCharsets.UTF_8));
                tab.awaitConnected();
                assertThat(tab.page().locator("#room-name").textContent()).isEqualTo("graveyard");
                assertThat(tab.troubles()).isEmpty();
            }
        }
    }

    /** Scrolls to the beginning page by page and hovers over what it finds on the way. */
    private static void everythingIsSeenAndTouched(ChatTab tab) {
        for (int page = 0; page < 12; page++) {
            tab.page()
                    .evaluate(
                            "() => { document.activeElement.blur(); document.getElementById('transcript').focus(); }");
            tab.page().keyboard().press("Home");
            tab.page().waitForTimeout(150);
        }
        tab.page()
                .evaluate(
                        "() => document.querySelectorAll('.tools button, .monster-actions button[aria-label^=\"@\"]').forEach((b) => b.click())");
        tab.page().waitForTimeout(300);
    }

    private static List<String> vectors() throws IOException {
        try (var lines = XssTest.class.getResourceAsStream("/page/xss-vectors.txt")) {
            return new String(lines.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }

    private static List<String> scripted() {
        return IntStream.iterate(0, from -> from < vectors.size(), from -> from + VECTORS_PER_LINE)
                .mapToObj(from ->
                        String.join("\n\n", vectors.subList(from, Math.min(vectors.size(), from + VECTORS_PER_LINE))))
                .map(line -> line.replace("#", "##"))
                .toList();
    }

    /** JSON is YAML. */
    private static String persona() throws IOException {
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("key", MASK);
        card.put("display_name", "<img src=x onerror=alert(1)>");
        card.put("emoji", "<b>");
        card.put("summary", "<script>alert(2)</script><iframe src=javascript:alert(3)>");
        card.put("system_prompt", "You are a mask.");
        card.put("max_streak", 50);
        card.put("reading_delay", Map.of("min", 0, "max", 0));
        card.put("typing_delay", Map.of("min", 1.5, "max", 1.5)); // slow enough to be seen word by word
        card.put("scripted", Map.of("greetings", scripted(), "otherwise", scripted()));
        return new ObjectMapper().writeValueAsString(card);
    }
}
