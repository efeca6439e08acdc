package org.monstermash.systemtests.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.systemtests.OpenRoom;

/** The gateway is gone for a while: two people's pages come back, each in its own time. */
@Tag("system")
class ReconnectTest {
    private static final double FIRST_MS = 1_500;
    private static final double GROWTH = 1.6;
    private static final double LONGEST_MS = 10_000;
    private static final double LEAST_OF_IT = 0.5;
    private static final int TRIES = 8;

    /** Time passes quicker, and what a new socket waited for is noted as it was asked for. */
    private static final String QUICKER_AND_NOTED = """
            const later = window.setTimeout;
            const Socket = window.WebSocket;
            let waited = 0;
            window.waits = [];
            window.setTimeout = (run, ms, ...rest) => later(() => {
              waited = ms;
              try { run(...rest); } finally { waited = 0; }
            }, ms > 1000 ? ms / 20 : ms);
            window.WebSocket = class extends Socket {
              constructor(...where) {
                if (waited) window.waits.push(waited);
                super(...where);
              }
            };
            """;

    @TempDir
    Path dir;

    @Test
    void theWaitsGrowToABoundAndDifferBetweenPeople() {
        try (OpenRoom room = OpenRoom.in(dir, Map.of(), List.of());
                ChatBrowser browser = ChatBrowser.launch();
                ChatTab one = browser.enter(room.port(), "away", QUICKER_AND_NOTED);
                ChatTab other = browser.enter(room.port(), "away", QUICKER_AND_NOTED)) {
            room.gateway().kill();
            List<Double> waits = awaitTries(one);
            List<Double> othersWaits = awaitTries(other);

            for (int i = 0; i < TRIES; i++) {
                double most = Math.min(FIRST_MS * Math.pow(GROWTH, i), LONGEST_MS);
                assertThat(waits.get(i)).isBetween(LEAST_OF_IT * most, most);
                assertThat(othersWaits.get(i)).isBetween(LEAST_OF_IT * most, most);
            }
            assertThat(waits).doesNotContainAnyElementsOf(othersWaits);

            room.startGateway();
            String id = room.client().say("away", "all here again?").get("id").asText();
            one.awaitMessage(id);
            other.awaitMessage(id);
        }
    }

    private static List<Double> awaitTries(ChatTab tab) {
        Waiting.until(TRIES + " tries", tab.page(), () -> waits(tab).size() >= TRIES);
        return waits(tab);
    }

    @SuppressWarnings("unchecked")
    private static List<Double> waits(ChatTab tab) {
        return ((List<Number>) tab.page().evaluate("() => window.waits"))
                .stream().map(Number::doubleValue).toList();
    }
}
