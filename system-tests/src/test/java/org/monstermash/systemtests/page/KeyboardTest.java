package org.monstermash.systemtests.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.systemtests.OpenRoom;

/** Every function, without a mouse; and what a screen reader hears of it. */
@Tag("system")
class KeyboardTest {
    @TempDir
    static Path dir;

    private static OpenRoom room;
    private static ChatBrowser browser;

    @BeforeAll
    static void open() {
        room = OpenRoom.in(dir, Map.of(), List.of("witch"));
        browser = ChatBrowser.launch();
    }

    @AfterAll
    static void close() {
        browser.close();
        room.close();
    }

    @Test
    void aWalkThroughEverything() {
        try (ChatTab tab = browser.enter(room.port(), "keys")) {
            Keyboard keys = tab.page().keyboard();
            keys.press("Tab");
            assertThat(focused(tab)).isEqualTo("Skip to the message box");
            keys.press("Enter");
            keys.press("Control+/");
            assertThat(focused(tab)).isEqualTo("name");
            keys.type("Vera");
            keys.press("Control+k");
            assertThat(focused(tab)).isEqualTo("message");

            keys.type("something wrong");
            keys.press("Escape");
            assertThat(tab.message().inputValue()).isEmpty();
            keys.press("Enter");
            assertThat(room.client().messages("keys")).as("blank is not sent").isEmpty();

            keys.type("Morticia, two");
            keys.press("Shift+Enter");
            keys.type("lines");
            keys.press("Enter");
            tab.page().waitForSelector("article.reply, article[data-tint=witch]");
            assertThat(tab.message().inputValue()).isEmpty();
            assertThat(focused(tab)).isEqualTo("message");
            assertThat(room.client().messages("keys").getFirst().get("content").asText())
                    .isEqualTo("Morticia, two\nlines");
            tab.page().waitForSelector("article.message[data-tint=witch]:not(.reply)");

            walksThroughTheMessages(tab, keys);
            searches(tab, keys);
            opensHelp(tab, keys);
            asksAndMutesInTheRoster(tab, keys);
            entersANewRoom(tab, keys);
            assertThat(tab.troubles()).isEmpty();
        }
    }

    private static void walksThroughTheMessages(ChatTab tab, Keyboard keys) {
        keys.press("ArrowUp");
        assertThat(focused(tab)).startsWith("m-");
        String newest = focused(tab);
        keys.press("ArrowUp");
        assertThat(focused(tab)).isNotEqualTo(newest);
        keys.press("ArrowDown");
        assertThat(focused(tab)).isEqualTo(newest);
        keys.press("Tab");
        while (!focused(tab).equals("Why?")) {
            keys.press("Tab");
        }
        keys.press("Enter");
        tab.page().waitForSelector(".why code:has-text('addressed')");
        tab.page().locator("#" + newest).focus();
        keys.press("ArrowDown");
        assertThat(focused(tab)).isEqualTo("message");
    }

    private static void searches(ChatTab tab, Keyboard keys) {
        keys.press("ArrowUp");
        keys.press("/");
        tab.page().waitForSelector("#search[open]");
        keys.type("lines");
        tab.page().waitForSelector("#results li[aria-selected=true]");
        keys.press("Enter");
        tab.page().waitForSelector("#search:not([open])", hidden());
        Waiting.until("the found message has the focus", tab.page(), () -> focused(tab)
                .startsWith("m-"));
    }

    private static void opensHelp(ChatTab tab, Keyboard keys) {
        keys.press("?");
        tab.page().waitForSelector("#help[open]");
        keys.press("Escape");
        tab.page().waitForSelector("#help:not([open])", hidden());
    }

    private static void asksAndMutesInTheRoster(ChatTab tab, Keyboard keys) {
        int before = room.client().messages("keys").size();
        tab.button("Let Morticia speak").focus();
        keys.press("Enter");
        Waiting.until(
                "Morticia spoke again",
                tab.page(),
                () -> room.client().messages("keys").size() > before);
        keys.press("Tab");
        keys.press("Tab");
        assertThat(focused(tab)).isEqualTo("Mute Morticia");
        keys.press("Enter");
        tab.page().waitForSelector(".monster[data-state=muted]");
        keys.press("Enter");
        tab.page().waitForSelector(".monster:not([data-state=muted])");
        keys.press("Shift+Tab");
        keys.press("Enter");
        assertThat(tab.message().inputValue()).isEqualTo("@witch ");
        keys.press("Escape");
    }

    private static void entersANewRoom(ChatTab tab, Keyboard keys) {
        tab.page().locator("#open-rooms").focus();
        keys.press("Enter");
        tab.page().waitForSelector("#rooms[open]");
        while (!focused(tab).equals("new-room")) {
            keys.press("Tab");
        }
        keys.press("Enter");
        tab.page().waitForURL(url -> !url.endsWith("room=keys"));
        tab.awaitConnected();
        tab.page().waitForSelector(".starter-chip");
        assertThat(focused(tab)).isEqualTo("message");
        tab.page().goBack();
        tab.page().waitForSelector("article.message:has-text('lines')");
    }

    @Test
    void aScreenReaderHearsWholeMessagesOnly() {
        try (ChatTab tab = browser.enter(room.port(), "heard")) {
            tab.page()
                    .evaluate(
                            "() => { window.heard = []; new MutationObserver(() => window.heard.push(document.getElementById('announcer').textContent))"
                                    + ".observe(document.getElementById('announcer'), { childList: true, subtree: true, characterData: true }); }");
            var cause = room.client().say("heard", "Morticia, are you there?");
            room.client().awaitReplyOf("witch", cause, java.time.Duration.ofSeconds(30));
            String reply =
                    room.client().repliesTo(cause).getFirst().get("content").asText();
            Waiting.until("the reply is announced", tab.page(), () -> tab.page()
                    .evaluate("() => window.heard.join(' ')")
                    .toString()
                    .contains(reply));

            assertThat((List<?>) tab.page().evaluate("() => window.heard"))
                    .as("one announcement a message")
                    .hasSizeLessThanOrEqualTo(2);
        }
    }

    private static com.microsoft.playwright.Page.WaitForSelectorOptions hidden() {
        return new com.microsoft.playwright.Page.WaitForSelectorOptions()
                .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED);
    }

    private static String focused(ChatTab tab) {
        return tab.page()
                .evaluate(
                        "() => { const e = document.activeElement; return e.id || e.getAttribute('aria-label') || e.textContent.trim(); }")
                .toString();
    }
}
