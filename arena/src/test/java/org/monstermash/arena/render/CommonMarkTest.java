package org.monstermash.arena.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonMarkTest {
    private static final String CAT = "  /\\_/\\\n ( o.o )\n  > ^ <";

    private final Markdown markdown = new CommonMark();

    @Test
    void markdownIsRendered() {
        Document html = html("**bold** *it* `code`\n\n1. one\n2. two\n\n> quoted\n\n[a](https://example.org/?a=1&b=2)");
        assertThat(html.select("strong").text()).isEqualTo("bold");
        assertThat(html.select("em").text()).isEqualTo("it");
        assertThat(html.select("ol li").eachText()).containsExactly("one", "two");
        assertThat(html.select("blockquote").text()).isEqualTo("quoted");
        assertThat(html.select("a").attr("href")).isEqualTo("https://example.org/?a=1&b=2");
        assertThat(html.select("a").attr("rel")).isEqualTo("noopener noreferrer nofollow");
    }

    @Test
    void rawHtmlIsShownAsText() {
        Document html = html("<div onclick=x>\nblock\n</div>\n\ninline <b>b</b> &lt; <!-- c -->");
        assertThat(html.select("div, b")).isEmpty();
        assertThat(html.text()).contains("<div onclick=x>", "<b>b</b>", "<!-- c -->");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "java&#10;script:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "file:///etc/passwd",
                "//evil.example",
                "/etc/passwd",
                "relative",
                "#turn-1",
                "&#x6A;avascript:alert(1)",
                "blob:x"
            })
    void onlyAddressesOfTheWebBecomeLinks(String address) {
        Document html = html("[text](" + address + ") ![alt](" + address + ") <" + address + ">");
        assertThat(html.select("a")).isEmpty();
        assertThat(html.text()).contains("text", "alt");
    }

    @Test
    void aPictureIsALinkAndNeverLoaded() {
        Document html = html("![a cat](https://example.org/cat.png \"t\")");
        assertThat(html.select("img")).isEmpty();
        assertThat(html.select("a[href=https://example.org/cat.png]").text()).isEqualTo("🖼 a cat");
    }

    @Test
    void headingsStandBelowTheCards() {
        assertThat(html("# One\n\n###### Six").select("h3, h6").eachText()).containsExactly("One", "Six");
    }

    @Test
    void whatIsDrawnStaysAsItIs() {
        Document html = html("Look:\n\n" + CAT + "\n\nNice, *isn't* it?");
        assertThat(html.select("pre.drawn").first().wholeText()).isEqualTo(CAT);
        assertThat(html.select("p em").text()).isEqualTo("isn't");
    }

    @Test
    void boxesAndTablesAreDrawn() {
        String box = "┌──────┐\n│ node │\n└──────┘";
        String table = "| turn | said |\n|------|------|\n| 1 | a *b* |";
        assertThat(html(box).select("pre.drawn").first().wholeText()).isEqualTo(box);
        assertThat(html("Table:\n\n" + table).select("pre.drawn").first().wholeText())
                .isEqualTo(table);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- a\n- b\n- c",
                "* **x**\n* **y**",
                "1. a\n2. b",
                "Hello... \nyes... *Is*.",
                "> a\n> b c d e f",
                "one line only: -----",
                "(yes)\nNo, really: that is what I meant!"
            })
    void whatIsWrittenIsNotDrawn(String text) {
        assertThat(html(text).select("pre.drawn")).isEmpty();
    }

    @Test
    void codeKeepsItsIndentationFencedOrNot() {
        String code = "def f(x):\n    if x:\n\n        return  1  # *a*\n";
        assertThat(html("```python\n" + code + "```").select("pre code").first().wholeText())
                .isEqualTo(code);
        assertThat(html("~~~\n" + CAT + "\n\n---\n~~~")
                        .select("pre code")
                        .first()
                        .wholeText())
                .isEqualTo(CAT + "\n\n---\n");
        assertThat(html("def f(x):\n    if x:\n        return  1")
                        .select("p")
                        .first()
                        .wholeText())
                .isEqualTo("def f(x):\n    if x:\n        return  1");
        assertThat(html("   a poem\n that wanders\n      along  ")
                        .select("p")
                        .first()
                        .wholeText())
                .isEqualTo("   a poem\n that wanders\n      along");
    }

    @Test
    void lineEndsStayInListsAndQuotationsToo() {
        assertThat(markdown.html("- a\n  b\n- c")).contains("<li>a<br>\nb</li>");
        assertThat(html("> a\n> b").select("blockquote p").first().wholeText()).isEqualTo("a\nb");
        assertThat(html("a  \nb").select("p").first().wholeText()).isEqualTo("a\nb");
        assertThat(html("a\r\nb\rc").select("p").first().wholeText()).isEqualTo("a\nb\nc");
    }

    @Test
    void noTextIsTooDeep() {
        for (String deep : new String[] {
            ">".repeat(50_000),
            "- ".repeat(20_000) + "x",
            "*a ".repeat(20_000) + "*".repeat(20_000),
            "[".repeat(50_000),
            "![".repeat(4_000) + "](x)".repeat(4_000),
            "`".repeat(50_000),
            "**".repeat(30_000),
            "<".repeat(50_000)
        }) {
            assertThat(markdown.html(deep)).isNotEmpty();
        }
    }

    @Test
    void whatWouldTakeLongIsShownAsItWasWritten() {
        for (String slow :
                new String[] {"<".repeat(50_000), "![".repeat(400_000), "- ".repeat(400_000), "a *b* ".repeat(20_000)
                }) {
            assertThat(html(slow).select("pre.drawn").first().wholeText().strip())
                    .isEqualTo(slow.strip());
        }
        assertThat(html("a *b* ".repeat(16_000)).select("em")).hasSize(16_000);
    }

    @Test
    void anyTextIsSafe() {
        String odd = "\0\ud800 \u202e\ufeff\u2028";
        assertThat(markdown.html(odd)).doesNotContain("\0");
        assertThat(markdown.html("")).isEmpty();
    }

    private Document html(String text) {
        return Jsoup.parseBodyFragment(markdown.html(text));
    }
}
