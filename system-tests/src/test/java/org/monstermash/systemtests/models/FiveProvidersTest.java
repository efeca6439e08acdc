package org.monstermash.systemtests.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.systemtests.Jars;
import org.monstermash.systemtests.Json;
import org.monstermash.systemtests.OpenRoom;
import org.monstermash.systemtests.RunningProcess;
import org.monstermash.systemtests.SocketReader;
import org.monstermash.systemtests.page.ChatBrowser;
import org.monstermash.systemtests.page.ChatTab;

/** Five personas, five processes, five providers at once. */
@Tag("system")
class FiveProvidersTest {
    private static final Duration ANSWERS = Duration.ofSeconds(90);
    private static final Duration COMMAND = Duration.ofSeconds(60);
    private static final String CANARY = "sk-canary-4711-never-seen";

    @TempDir
    static Path dir;

    private static FiveProviders providers;
    private static OpenRoom room;

    @BeforeAll
    static void open() {
        providers = new FiveProviders(CANARY);
        Map<String, String> settings = providers.settings();
        settings.put("LOG_LEVEL", "trace");
        settings.put("BUS__TOKEN", CANARY);
        room = OpenRoom.in(dir, settings, OpenRoom.THE_FIVE);
    }

    @AfterAll
    static void close() {
        room.close();
        providers.close();
    }

    @Test
    void allStreamWordByWordAndAnswerEachOther() {
        try (SocketReader reader = room.client().read("/live?room=streams")) {
            JsonNode first = sayAndAwaitAll("streams", "@all, good evening!");
            JsonNode second = sayAndAwaitAll("streams", "@all, and what do you think of each other?");

            for (JsonNode cause : List.of(first, second)) {
                List<JsonNode> replies = room.client().repliesTo(cause);
                assertThat(modelsOf(replies)).isEqualTo(FiveProviders.MODELS);
                assertThat(replies).allSatisfy(reply -> {
                    assertThat(reply.get("content").asText()).isEqualTo("It is a long and silent evening.");
                    assertThat(reply.has("fallback_from")).isFalse();
                    assertThat(reply.get("usage").get("output_tokens").asInt()).isPositive();
                    assertThat(reply.get("usage").get("first_token_ms").asLong())
                            .isPositive();
                    assertThat(deltasOf(reader, reply)).as("word by word").hasSizeGreaterThan(1);
                    assertThat(String.join("", deltasOf(reader, reply)))
                            .isEqualTo(reply.get("content").asText());
                });
            }
        }
    }

    @Test
    void theBadgesShowFiveModels() {
        sayAndAwaitAll("badges", "@all, show yourselves!");
        try (ChatBrowser browser = ChatBrowser.launch();
                ChatTab tab = browser.enter(room.port(), "badges", ChatBrowser.WIDE)) {
            tab.page().waitForSelector("article .chip");
            Set<String> expected = FiveProviders.MODELS.values().stream()
                    .map(model -> model.substring(model.indexOf('/') + 1))
                    .collect(Collectors.toSet());

            await().atMost(ANSWERS)
                    .until(() ->
                            new HashSet<>(tab.page().locator("article .chip").allTextContents()).containsAll(expected));
        }
    }

    @Test
    void whyShowsWhatTheModelWasAsked() {
        sayAndAwaitAll("asked", "@all, what were you asked?");
        try (ChatBrowser browser = ChatBrowser.launch();
                ChatTab tab = browser.enter(room.port(), "asked", ChatBrowser.WIDE)) {
            Locator message = tab.page()
                    .locator("article")
                    .filter(new Locator.FilterOptions().setHasText("(vampire)"))
                    .first();
            message.getByText("Why?").focus();
            tab.page().keyboard().press("Enter");
            message.locator(".ask-request").press("Enter");
            Locator request = message.locator(".why pre");
            request.waitFor();

            assertThat(providers.requests()).anySatisfy(got -> assertThat(
                            Json.read(request.textContent()).get("messages"))
                    .isEqualTo(got.json().get("messages")));
            assertThat(request.textContent()).contains("claude-of-tests", "what were you asked?");
            message.locator(".ask-request").press("Enter");
            assertThat(request.count()).isZero();
        }
    }

    @Test
    void keysAreSeenNowhere() throws Exception {
        sayAndAwaitAll("canary", "@all, good evening!");
        JsonNode refused = sayAndAwaitAll("canary", "@all, who knows the way to " + FiveProviders.REFUSED + "?");
        assertThat(room.client().repliesTo(refused))
                .allSatisfy(reply -> assertThat(reply.get("model").asText()).isEqualTo(FiveProviders.DEFAULT));
        assertThat(providers.requests())
                .as("the key was used")
                .anyMatch(request -> request.headers().toString().contains(CANARY));

        Map<String, String> seen = new LinkedHashMap<>();
        OpenRoom.THE_FIVE.forEach(
                persona -> seen.put("log of " + persona, room.worker(persona).said()));
        seen.put("log of the gateway", room.gateway().said());
        for (String path : List.of(
                "/q/metrics",
                "/api/personas",
                "/api/rooms/canary/messages",
                "/api/rooms/canary/transcript.html",
                "/api/rooms/canary/transcript.md",
                "/api/rooms/canary/transcript.jsonl",
                "/api/rooms/no%20room/messages",
                "/q/health/ready",
                "/openapi.json")) {
            seen.put(path, room.client().text(path));
        }
        seen.put(
                "an error",
                room.client().post("/send", Map.of("content", "")).body().toString());
        seen.put("arguments of processes", arguments());
        for (JsonNode reply : room.client().repliesTo(refused)) {
            String asked = room.client()
                    .text("/api/rooms/canary/replies/" + reply.get("id").asText() + "/request");
            assertThat(asked).contains("/lab/chat/completions", FiveProviders.REFUSED);
            seen.put("what was asked for " + reply.get("id"), asked);
        }
        for (String option : List.of("--config", "--check", "--show-prompt")) {
            RunningProcess command = room.runToEnd(Map.of(), Jars.worker("--all", option), COMMAND);
            assertThat(command.awaitExit(COMMAND)).as(option).isZero();
            seen.put(option, command.said());
        }

        assertThat(seen.get("log of witch")).contains("LLM call failed: openai/gpt-of-tests", "Trying fallback");
        assertThat(seen.get("/q/metrics"))
                .contains("gen_ai_client_token_usage", "error_type=\"unauthorized\"", "claude-of-tests");
        assertThat(seen.get("--check")).contains("key: present");
        assertThat(seen).allSatisfy((where, text) -> assertThat(text)
                .as(where)
                .isNotBlank()
                .doesNotContain(CANARY)
                .doesNotContain("canary-4711"));
    }

    private static JsonNode sayAndAwaitAll(String name, String text) {
        JsonNode cause = room.client().say(name, text);
        OpenRoom.THE_FIVE.forEach(persona -> room.client().awaitReplyOf(persona, cause, ANSWERS));
        return cause;
    }

    private static Map<String, String> modelsOf(List<JsonNode> replies) {
        return replies.stream()
                .collect(Collectors.toMap(reply -> reply.get("persona").asText(), reply -> reply.get("model")
                        .asText()));
    }

    private static List<String> deltasOf(SocketReader reader, JsonNode reply) {
        List<String> texts = new ArrayList<>();
        for (JsonNode delta : reader.events("reply_delta")) {
            if (delta.get("reply_id").equals(reply.get("id")) && delta.has("text")) {
                texts.add(delta.get("text").asText());
            }
        }
        return texts;
    }

    private static String arguments() {
        return ProcessHandle.current()
                .descendants()
                .map(process -> process.info().commandLine().orElse(""))
                .collect(Collectors.joining("\n"));
    }
}
