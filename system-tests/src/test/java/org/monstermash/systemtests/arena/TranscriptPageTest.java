package org.monstermash.systemtests.arena;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.monstermash.systemtests.page.ChatBrowser;

/**
 * The arena's pages, opened from a disk: 160 vectors in every place where words of a transcript come to be seen. Looked
 * at with the page's own policy and without it, because neither may rest on the other.
 */
@Tag("system")
class TranscriptPageTest {
    private static final String WATCHERS = """
            window.fired = [];
            window.violations = [];
            for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = (what) => { window.fired.push(`${name} ${what}`); };
            addEventListener('securitypolicyviolation', (e) => window.violations.push(`${e.violatedDirective} ${e.blockedURI}`));
            """;

    /** The corners of Markdown. */
    private static final List<String> WAYS = List.of(
            "# %s", "> %s", "- %s", "`%s`", "**%s**", "[%s](https://example.org/)", "```%s\ncode\n```", "[x](%s)");

    @TempDir
    static Path dir;

    private static List<String> vectors;
    private static ChatBrowser browser;

    @BeforeAll
    static void render() throws IOException, InterruptedException {
        vectors = lines("/page/xss-vectors.txt").stream()
                .filter(line -> !line.isBlank())
                .toList();
        List<Map<String, Object>> everywhere = new ArrayList<>();
        everywhere.add(Transcripts.header(
                vectors.stream().map(Transcripts::participant).toList(), vectors.getFirst()));
        for (int n = 0; n < vectors.size(); n++) {
            String vector = vectors.get(n);
            String everyWay = String.join("\n\n", WAYS).replace("%s", vector);
            everywhere.add(Transcripts.turn(2 * n + 1, n, vector, vector, vector));
            everywhere.add(Transcripts.turn(2 * n + 2, n, vector, everyWay, vector));
        }
        everywhere.add(Transcripts.end(String.join(" ", vectors)));
        Transcripts.write(dir.resolve("everywhere.jsonl"), everywhere);
        Transcripts.arena(dir, "render", "everywhere.jsonl");

        List<Map<String, Object>> ordinary = new ArrayList<>();
        ordinary.add(Transcripts.header(
                List.of(Transcripts.participant("Alice"), Transcripts.participant("Bob")), "goodbye"));
        for (int n = 1; n <= 20; n++) {
            String said =
                    "## Again\n\n*One* presence, [two](https://example.org/), `three`:\n\n```\ncode\n```\n\n  /\\_/\\\n ( o.o )";
            ordinary.add(Transcripts.turn(n, (n + 1) % 2, n % 2 == 1 ? "Alice" : "Bob", said, "hm"));
        }
        Transcripts.write(dir.resolve("ordinary.jsonl"), ordinary);
        Transcripts.arena(dir, "render", "ordinary.jsonl");
        Path named = dir.resolve("<img src=x onerror=alert(1)>.jsonl");
        Transcripts.write(named, ordinary);
        Transcripts.arena(
                dir,
                "compare",
                "-o",
                "comparison.html",
                "ordinary.jsonl",
                named.getFileName().toString());
        browser = ChatBrowser.launch();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingOfATranscriptRunsOrAsksAnotherPlace(boolean withPolicy) {
        assertThat(vectors).hasSizeGreaterThanOrEqualTo(150);
        try (BrowserContext context = context(withPolicy, ColorScheme.DARK)) {
            List<String> troubles = new ArrayList<>();
            Page page = open(context, "everywhere.html", troubles);
            assertThat(page.locator("article.card[id]").count()).isEqualTo(2 * vectors.size());
            touchEverything(page);

            assertThat(troubles(page, troubles)).isEmpty();
            assertThat(page.locator("script, img, iframe, object, embed, link, form, base, video, audio, math")
                            .count())
                    .isZero();
            assertThat(
                            texts(
                                    page,
                                    "a[href]:not([href^='https://']):not([href^='http://']):not([href^='mailto:']):not([href^='#'])"))
                    .isEmpty();
            assertThat(texts(page, ":is(article, header, section) style")).isEmpty();
        }
    }

    @Test
    void theWatchersSeeWhatRuns() {
        try (BrowserContext context = context(true, ColorScheme.DARK)) {
            List<String> troubles = new ArrayList<>();
            Page page = open(context, "ordinary.html", troubles);
            page.evaluate(
                    "() => { const i = new Image(); i.src = 'https://evil.example/x.png'; document.body.append(i); }");
            page.waitForFunction("() => window.violations.length > 0");
            assertThat(troubles(page, troubles)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"ordinary,DARK", "ordinary,LIGHT", "comparison,DARK", "comparison,LIGHT"})
    void axeFindsNothing(String name, ColorScheme scheme) throws IOException {
        try (BrowserContext context = context(true, scheme)) {
            List<String> troubles = new ArrayList<>();
            Page page = open(context, name + ".html", troubles);
            page.evaluate("() => document.querySelectorAll('details').forEach((d) => { d.open = true; })");
            page.evaluate(String.join("\n", lines("/page/axe.min.js")));
            assertThat((List<?>) page.evaluate("async () => (await axe.run(document)).violations"
                            + ".flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 160)}`))"))
                    .isEmpty();
            assertThat(troubles(page, troubles)).isEmpty();
        }
    }

    @Test
    void aPhoneShowsItWithoutSideways() {
        try (BrowserContext context =
                browser.browser().newContext(new Browser.NewContextOptions().setViewportSize(390, 844))) {
            for (String name : List.of("ordinary.html", "comparison.html", "everywhere.html")) {
                Page page = open(context, name, new ArrayList<>());
                assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                        .as(name)
                        .isEqualTo(true);
            }
        }
    }

    private static BrowserContext context(boolean withPolicy, ColorScheme scheme) {
        BrowserContext context = browser.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1_100, 900)
                        .setBypassCSP(!withPolicy)
                        .setColorScheme(scheme));
        context.addInitScript(WATCHERS);
        return context;
    }

    private static Page open(BrowserContext context, String name, List<String> troubles) {
        String address = dir.resolve(name).toUri().toString();
        Page page = context.newPage();
        page.onRequest(request -> {
            if (!request.url().equals(address.replace("file:/", "file:///").replace("file://///", "file:///"))) {
                troubles.add(request.url());
            }
        });
        page.onPageError(troubles::add);
        page.navigate(address);
        return page;
    }

    /** Opens what is folded, focuses what can be focused and moves over every card. */
    private static void touchEverything(Page page) {
        page.evaluate("""
                () => {
                  document.querySelectorAll('details').forEach((d) => { d.open = true; });
                  for (const each of document.querySelectorAll('main *')) {
                    for (const type of ['mouseover', 'mouseenter', 'pointerenter', 'pointermove', 'focus', 'animationstart'])
                      each.dispatchEvent(new Event(type, { bubbles: true }));
                  }
                  document.querySelectorAll('a, summary, [tabindex]').forEach((e) => e.focus());
                  scrollTo(0, document.body.scrollHeight);
                }
                """);
        page.waitForTimeout(500); // for what would still load or run
    }

    @SuppressWarnings("unchecked")
    private static List<String> troubles(Page page, List<String> seen) {
        List<String> all = new ArrayList<>(seen);
        all.addAll((List<String>) page.evaluate("() => [...window.fired, ...window.violations]"));
        return all;
    }

    private static List<String> texts(Page page, String selector) {
        return page.locator(selector).allTextContents();
    }

    private static List<String> lines(String resource) throws IOException {
        try (var text = TranscriptPageTest.class.getResourceAsStream(resource)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
