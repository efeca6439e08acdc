package org.monstermash.systemtests.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.systemtests.OpenRoom;

/** Everybody sees the same, whatever happens to the connection. */
@Tag("system")
class SameWordsTest {
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    @TempDir
    static Path dir;

    private static OpenRoom room;
    private static ChatBrowser browser;

    @BeforeAll
    static void open() {
        room = OpenRoom.in(dir, Map.of(), List.of("witch", "vampire"));
        browser = ChatBrowser.launch();
    }

    @AfterAll
    static void close() {
        browser.close();
        room.close();
    }

    @Test
    void twoBrowsersSeeTheSameWordsStreaming() {
        try (ChatTab one = browser.enter(room.port(), "both");
                ChatTab other = browser.enter(room.port(), "both")) {
            one.say("Drac, tell us of blood and the eternal night, and of every fang you ever met.");
            one.page().waitForSelector("article.message[data-own]:not(.pending)");
            JsonNode reply = awaitReply("both", "vampire");
            String id = reply.get("id").asText();
            List.of(one, other).forEach(tab -> tab.awaitMessage(id));

            for (ChatTab tab : List.of(one, other)) {
                List<String> grown = tab.growth().get(id);
                assertThat(grown).hasSizeGreaterThan(2).isSortedAccordingTo((a, b) -> a.length() - b.length());
                assertThat(plain(reply.get("content").asText())).startsWith(plain(grown.get(1)));
            }
            assertThat(one.textOf(id)).isEqualTo(other.textOf(id));
            assertThat(one.ids()).isEqualTo(other.ids());
        }
    }

    @Test
    void nothingIsLostOrDoubledByReloadCutAndRestart() {
        try (ChatTab tab = browser.enter(room.port(), "torn")) {
            tab.say("Morticia, what do you grow in the dark?");
            tab.page().waitForSelector("article.reply");
            tab.page().reload();
            tab.awaitConnected();
            awaitSame(tab, "torn");

            tab.offline(true);
            tab.page().waitForSelector("#status[data-phase=waiting]");
            room.client().say("torn", "Morticia, said while somebody was away.");
            room.client().say("torn", "And this, too.");
            tab.offline(false);
            tab.awaitConnected();
            awaitSame(tab, "torn");

            room.gateway().kill();
            tab.page().waitForSelector("#status[data-phase=waiting]");
            room.startGateway();
            room.client().awaitPersonas(List.of());
            room.client().say("torn", "Morticia, the lights went out for a moment.");
            tab.awaitConnected();
            awaitSame(tab, "torn");
            assertThat(tab.page().locator("#m-" + tab.ids().getFirst())).isNotNull();
        }
    }

    @Test
    void aMessageThatCouldNotBeSentStaysAndIsSentOnce() {
        try (ChatTab tab = browser.enter(room.port(), "unsent")) {
            tab.offline(true);
            tab.say("Words for later");
            tab.page().waitForSelector("article.pending[data-state=held]");
            assertThat(tab.page().locator("#status-text").textContent()).isNotBlank();
            tab.offline(false);

            tab.page().waitForSelector("article.message:not(.pending):has-text('Words for later')");
            tab.page().reload();
            tab.awaitConnected();
            tab.page().waitForSelector("article.message:has-text('Words for later')");
            assertThat(room.client().messages("unsent"))
                    .filteredOn(message -> message.get("content").asText().equals("Words for later"))
                    .hasSize(1);
        }
    }

    @Test
    void aDraftSurvivesAReload() {
        try (ChatTab tab = browser.enter(room.port(), "draft")) {
            tab.name().fill("Vera");
            tab.message().fill("Half a thou");
            tab.page().reload();
            tab.awaitConnected();

            assertThat(tab.message().inputValue()).isEqualTo("Half a thou");
            assertThat(tab.name().inputValue()).isEqualTo("Vera");
        }
    }

    private static JsonNode awaitReply(String name, String persona) {
        JsonNode cause = room.client().messages(name).getFirst();
        room.client().awaitReplyOf(persona, cause, HALF_A_MINUTE);
        return room.client().repliesTo(cause).stream()
                .filter(reply -> reply.get("persona").asText().equals(persona))
                .findFirst()
                .orElseThrow();
    }

    /** The page shows exactly what is stored, once nobody speaks any more. */
    private static void awaitSame(ChatTab tab, String name) {
        Waiting.until("the page shows the history of " + name, tab.page(), () -> {
            List<String> stored = room.client().messages(name).stream()
                    .map(message -> message.get("id").asText())
                    .toList();
            return tab.ids().equals(stored)
                    && tab.page().locator("article.reply").count() == 0;
        });
    }

    private static String plain(String words) {
        return words.replaceAll("[*_`]", "").strip();
    }
}
