package org.monstermash.systemtests.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.monstermash.systemtests.OpenRoom;

/** axe-core finds nothing on any view, wide and on a phone. */
@Tag("system")
class AccessibilityTest {
    private enum Screen {
        WIDE(ChatBrowser.WIDE),
        PHONE(ChatBrowser.PHONE);

        final ChatBrowser.Size size;

        Screen(ChatBrowser.Size size) {
            this.size = size;
        }
    }

    @TempDir
    static Path dir;

    private static OpenRoom room;
    private static ChatBrowser browser;
    private static String axe;

    @BeforeAll
    static void open() throws IOException {
        try (var source = AccessibilityTest.class.getResourceAsStream("/page/axe.min.js")) {
            axe = new String(source.readAllBytes(), StandardCharsets.UTF_8);
        }
        room = OpenRoom.in(dir, Map.of(), List.of("witch", "zombie"));
        browser = ChatBrowser.launch();
        room.client()
                .say(
                        "seen",
                        "Here is `code`, **weight** and [a link](https://example.org):\n\n```\nrun()\n```\n\n|a|b|\n|-|-|\n|1|2|");
        var cause = room.client().say("seen", "Morticia, is it dark enough?");
        room.client().awaitReplyOf("witch", cause, java.time.Duration.ofSeconds(30));
    }

    @AfterAll
    static void close() {
        browser.close();
        room.close();
    }

    @ParameterizedTest
    @EnumSource
    void emptyRoom(Screen screen) {
        try (ChatTab tab = browser.enter(room.port(), "nobody-was-here", screen.size)) {
            tab.page().waitForSelector(".starter-chip");
            assertThat(violations(tab)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void conversation(Screen screen) {
        try (ChatTab tab = browser.enter(room.port(), "seen", screen.size)) {
            tab.say("Igor, what is work?");
            tab.page().waitForSelector("article.reply");
            assertThat(violations(tab)).as("while somebody speaks").isEmpty();
            tab.page().waitForSelector("article[data-tint=zombie]:not(.reply)");
            tab.page().evaluate("() => document.querySelectorAll('.tools button').forEach((b) => b.click())");
            assertThat(violations(tab)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void searchHelpAndRooms(Screen screen) {
        try (ChatTab tab = browser.enter(room.port(), "seen", screen.size)) {
            tab.page().locator("#open-search").click();
            tab.page().keyboard().type("dark");
            tab.page().waitForSelector("#results li");
            assertThat(violations(tab)).isEmpty();
            tab.page().keyboard().press("Escape");
            tab.page().locator("#open-help").click();
            assertThat(violations(tab)).isEmpty();
            tab.page().keyboard().press("Escape");
            tab.page().locator("#open-rooms").click();
            tab.page().waitForSelector(".room-row");
            assertThat(violations(tab)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void disconnected(Screen screen) {
        try (ChatTab tab = browser.enter(room.port(), "seen", screen.size)) {
            tab.offline(true);
            tab.page().waitForSelector("#status[data-phase=waiting]");
            tab.say("Is anybody there?");
            tab.page().waitForSelector("article.pending[data-state=held]");
            assertThat(violations(tab)).isEmpty();
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> violations(ChatTab tab) {
        tab.page().evaluate(axe);
        return (List<String>)
                tab.page()
                        .evaluate(
                                "async () => (await axe.run(document)).violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 160)}`))");
    }
}
