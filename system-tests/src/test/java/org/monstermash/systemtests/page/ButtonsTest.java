package org.monstermash.systemtests.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.systemtests.OpenRoom;

/** What can be pressed only while something is going on. */
@Tag("system")
class ButtonsTest {
    /** Six tries: 1.5 s, growing by 1.6 to 10 s. */
    private static final double SIX_TRIES_MS = 60_000;

    @TempDir
    static Path dir;

    private static OpenRoom room;
    private static ChatBrowser browser;

    @BeforeAll
    static void open() {
        // slow enough to be interrupted
        room = OpenRoom.in(dir, Map.of("PACE", "5"), List.of("witch"));
        browser = ChatBrowser.launch();
    }

    @AfterAll
    static void close() {
        browser.close();
        room.close();
    }

    @Test
    void stopEndsWhatIsBeingSaidAndKeepsTheWordsSoFar() {
        try (ChatTab tab = browser.enter(room.port(), "stopped")) {
            assertThat(tab.button("Stop").isVisible()).isFalse();
            tab.say("Morticia, tell us everything about the dark.");
            // Words, not the place for them: who is stopped before the first has said nothing that could be kept.
            tab.page()
                    .waitForFunction(
                            "() => /\\S \\S/.test(document.querySelector('article.reply .body')?.textContent)");
            tab.button("Stop").click();
            tab.page().waitForSelector("article.message[data-tint=witch]:not(.reply)");

            JsonNode cause = room.client().messages("stopped").getFirst();
            assertThat(room.client().repliesTo(cause)).singleElement().satisfies(reply -> assertThat(
                            reply.path("truncated").asBoolean())
                    .isTrue());
            tab.button("Stop").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        }
    }

    @Test
    void reconnectIsOfferedAfterSixTriesAndTheTriesGoOn() {
        try (ChatTab tab = browser.enter(room.port(), "patient")) {
            Locator reconnect = tab.button("Reconnect");
            assertThat(reconnect.isVisible()).isFalse();
            room.gateway().kill();
            reconnect.waitFor(new Locator.WaitForOptions().setTimeout(SIX_TRIES_MS));
            reconnect.click();
            reconnect.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));

            room.startGateway();
            tab.awaitConnected();
        }
    }
}
