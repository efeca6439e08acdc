package org.monstermash.systemtests.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.models.stub.Answer;
import org.monstermash.models.stub.StubServer;
import org.monstermash.systemtests.Jars;
import org.monstermash.systemtests.OpenRoom;
import org.monstermash.systemtests.RunningProcess;

/** A duel in a room of the gateway: whoever has it open reads along, and may stop it. */
@Tag("system")
class WatchedDuelTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    /** Calls every monster by its name and all of them together. */
    private static final String[] WORDS =
            "Morticia, Drac, monsters, everybody, will you dance by the moonlight of this eternal night or shall we wait?"
                    .splitWithDelimiters(" ", 0);

    @TempDir
    static Path dir;

    private static OpenRoom room;
    private static ChatBrowser browser;
    private static StubServer stub;

    @BeforeAll
    static void open() {
        stub = StubServer.start()
                .on("/v1/chat/completions", Answer.openAi(WORDS).paced(Duration.ofMillis(60)));
        room = OpenRoom.in(dir, Map.of("PACE", "0"), List.of("witch", "vampire"));
        browser = ChatBrowser.launch();
    }

    @AfterAll
    static void close() {
        browser.close();
        room.close();
        stub.close();
    }

    private static RunningProcess duel(String... more) {
        List<String> command = new java.util.ArrayList<>(
                Jars.arena("--endpoint", stub.url("/v1/chat/completions").toString(), "--model", "m", "--watch"));
        command.addAll(List.of(more));
        Map<String, String> environment = new HashMap<>(room.environment());
        environment.put("GATEWAY_URL", "http://localhost:" + room.port());
        return RunningProcess.start(dir, environment, command);
    }

    private static String roomOf(RunningProcess duel) {
        return duel.awaitLine("Watch: ").replaceFirst(".*/\\?room=", "");
    }

    @Test
    void turnsStreamIntoTheRoomMonstersAreSilentAndTheStopButtonEndsTheRun() {
        try (RunningProcess duel = duel("--max-turns", "60")) {
            String name = roomOf(duel);
            assertThat(name).matches("arena-[0-9a-f]{6}");
            try (ChatTab tab = browser.enter(room.port(), name)) {
                duel.awaitLine("Turn 5 - ");
                JsonNode third = message(name, 2);
                tab.awaitMessage(third.get("id").asText());
                await().atMost(PATIENCE)
                        .until(() -> tab.growth().values().stream().anyMatch(grown -> grown.size() > 3));
                assertThat(third.get("model").asText()).isEqualTo("openai/m");
                assertThat(section("running")).contains(name);

                Locator stop = tab.page().locator("#stop:not([hidden])");
                stop.click(new Locator.ClickOptions().setTimeout(60_000));
                assertThat(duel.awaitExit(PATIENCE)).isZero();
                assertThat(duel.out()).contains("Reason: stopped from the room");
                assertThat(tab.troubles()).isEmpty();
            }
            List<JsonNode> said = room.client().messages(name);
            assertThat(said).hasSizeGreaterThanOrEqualTo(4).allSatisfy(message -> assertThat(
                            message.get("persona").asText())
                    .startsWith("duel-" + name.substring("arena-".length())));
            await().atMost(PATIENCE).until(() -> section("finished").contains(name));
        }
    }

    @Test
    void closingTheBrowserChangesNothing() {
        try (RunningProcess duel = duel("--max-turns", "4")) {
            String name = roomOf(duel);
            browser.enter(room.port(), name).close();
            assertThat(duel.awaitExit(PATIENCE)).isZero();
            assertThat(duel.out()).contains("CONVERSATION DEPTH LIMIT REACHED");
            assertThat(room.client().messages(name)).hasSize(4);
        }
    }

    private static JsonNode message(String name, int index) {
        return await().atMost(PATIENCE)
                .until(() -> room.client().messages(name), messages -> messages.size() > index)
                .get(index);
    }

    /** A part of the list of duels, as a browser shows it. */
    private static String section(String id) {
        try (Page page = browser.browser().newPage()) {
            page.navigate("http://localhost:" + room.port() + "/arena");
            return page.locator("section[aria-labelledby=" + id + "]").textContent();
        }
    }
}
