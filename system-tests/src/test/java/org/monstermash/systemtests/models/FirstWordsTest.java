package org.monstermash.systemtests.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.models.stub.Answer;
import org.monstermash.models.stub.StubServer;
import org.monstermash.systemtests.OpenRoom;
import org.monstermash.systemtests.page.ChatBrowser;
import org.monstermash.systemtests.page.ChatTab;

/** What a model has said is on the page before it says more. One monster: another one's chatter would take the permits. */
@Tag("system")
class FirstWordsTest {
    private static final List<String> WORDS = List.of("The", " fog", " has", " a", " voice.");

    @TempDir
    Path dir;

    @Test
    void eachWordIsOnThePageWhileTheModelWaitsToSayTheNext() {
        Semaphore permits = new Semaphore(0);
        Answer answer =
                Answer.openAi(WORDS.toArray(String[]::new)).allowedBy(permits).answer();
        try (StubServer stub = StubServer.start().on("/v1/chat/completions", answer);
                OpenRoom room = OpenRoom.in(dir, settings(stub), List.of("witch"));
                ChatBrowser browser = ChatBrowser.launch();
                ChatTab tab = browser.enter(room.port(), "words", ChatBrowser.WIDE)) {
            room.client().say("words", "@witch, what is out there?");

            for (int said = 1; said <= WORDS.size(); said++) {
                permits.release();
                String soFar = String.join("", WORDS.subList(0, said));
                tab.page()
                        .waitForFunction(
                                "soFar => [...document.querySelectorAll('article .body')].some((body) => body.textContent.trim() === soFar)",
                                soFar);
            }
            assertThat(stub.requests()).hasSize(1);
        }
    }

    private static Map<String, String> settings(StubServer stub) {
        return Map.of(
                "DEMO_MODE", "false",
                "PACE", "0",
                "OPENAI_API_BASE", stub.base() + "/v1",
                "OPENAI_API_KEY", "sk-words",
                "MODEL_ROUTING__DEFAULT_MODEL", "openai/gpt-of-tests");
    }
}
