package org.monstermash.arena;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.arena.fixture.Arena;
import org.monstermash.models.stub.Answer;
import org.monstermash.models.stub.Request;
import org.monstermash.models.stub.StubServer;

/** Every flag that reaches a server, read off the wire: rows B2 to B13 of the first generation. */
class WireTest {
    private static final String OPENAI = "/v1/chat/completions";
    private static final String OLLAMA = "/api/chat";
    private static final String ANTHROPIC = "/v1/messages";

    @TempDir
    Path dir;

    private final StubServer stub = StubServer.start()
            .on(OPENAI, Answer.openAi("Hi", " there."))
            .on("/other" + OPENAI, Answer.openAi("Hey."))
            .on(OLLAMA, Answer.ollama("Hi", " there."))
            .on(ANTHROPIC, Answer.anthropic("Hi", " there."));

    @AfterEach
    void close() {
        stub.close();
    }

    private String url(String path) {
        return stub.url(path).toString();
    }

    private Arena run(String... args) {
        Arena run = ArenaRun.of(dir, args);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        return run;
    }

    /** Three turns: Bob is asked, then Alice. */
    private Arena both(String... more) {
        List<String> args = new ArrayList<>(List.of("--endpoint", url(OPENAI), "--model", "m", "--max-turns", "3"));
        args.addAll(Arrays.asList(more));
        return run(args.toArray(String[]::new));
    }

    private Request bob() {
        return stub.requests().get(0);
    }

    private Request alice() {
        return stub.requests().get(1);
    }

    private static List<String> roles(Request request) {
        List<String> roles = new ArrayList<>();
        request.json()
                .path("messages")
                .forEach(message -> roles.add(message.path("role").asText()));
        return roles;
    }

    private static String content(Request request, int index) {
        return request.json().path("messages").path(index).path("content").asText();
    }

    @Test
    void endpointAndModelAreForBoth() {
        both();

        assertThat(stub.requests()).extracting(Request::path).containsExactly(OPENAI, OPENAI);
        assertThat(stub.requests()).allSatisfy(request -> {
            assertThat(request.json().path("model").asText()).isEqualTo("m");
            assertThat(request.json().path("stream").asBoolean()).isTrue();
            assertThat(request.headers()).containsEntry("content-type", "application/json");
        });
    }

    @Test
    void theUserOfAnAddressIsSentUnlessAHeaderSaysWhoAsks() {
        String address = url(OPENAI).replace("http://", "http://ann:sesame-open@");
        String basic = "YW5uOnNlc2FtZS1vcGVu";

        Arena run = run(
                "--endpoint",
                address,
                "--model",
                "m",
                "--max-turns",
                "3",
                "--alice-headers",
                "{\"authorization\": \"Me\"}");

        assertThat(bob().headers()).containsEntry("authorization", "Basic " + basic);
        assertThat(alice().headers()).containsEntry("authorization", "Me");
        assertThat(run.everything()).doesNotContain("sesame-open", basic);
    }

    @Test
    void onesOwnEndpointAndModelWin() {
        run(
                "--endpoint",
                url(OPENAI),
                "--alice-endpoint",
                url(OLLAMA),
                "--model",
                "m",
                "--bob-model",
                "mb",
                "--alice-model",
                "ma:27b",
                "--max-turns",
                "3");

        assertThat(bob().path()).isEqualTo(OPENAI);
        assertThat(bob().json().path("model").asText()).isEqualTo("mb");
        assertThat(alice().path()).isEqualTo(OLLAMA);
        assertThat(alice().json().path("model").asText()).isEqualTo("ma:27b");
    }

    @Test
    void bothSpecificNeedNoGeneral() {
        run(
                "--alice-endpoint",
                url(OPENAI),
                "--bob-endpoint",
                url(ANTHROPIC),
                "--alice-model",
                "ma",
                "--bob-model",
                "mb",
                "--max-turns",
                "3");

        assertThat(bob().path()).isEqualTo(ANTHROPIC);
        assertThat(alice().path()).isEqualTo(OPENAI);
    }

    @Test
    void headersReachTheWireExactlyAndOnesOwnReplaceTheGeneral() {
        both(
                "--headers", "{\"Authorization\": \"Bearer general-key-1\", \"X-Number\": 7, \"X-Yes\": true}",
                "--bob-headers", "{\"X-Bob\": \"own\"}");

        assertThat(alice().headers())
                .containsEntry("authorization", "Bearer general-key-1")
                .containsEntry("x-number", "7")
                .containsEntry("x-yes", "true");
        assertThat(bob().headers()).containsEntry("x-bob", "own").doesNotContainKeys("authorization", "x-number");
    }

    @Test
    void mergedHeadersAndPayloadsStandOverTheGeneralOnes() {
        both(
                "--merge",
                "--headers",
                "{\"X-One\": \"1\", \"X-Two\": \"2\"}",
                "--alice-headers",
                "{\"x-two\": \"22\"}",
                "--payload",
                "{\"options\": {\"num_ctx\": 1, \"top_k\": 2}, \"a\": 1}",
                "--alice-payload",
                "{\"options\": {\"num_ctx\": 16384}}");

        assertThat(alice().headers()).containsEntry("x-one", "1").containsEntry("x-two", "22");
        JsonNode body = alice().json();
        assertThat(body.at("/options/num_ctx").asInt()).isEqualTo(16384);
        assertThat(body.at("/options/top_k").asInt()).isEqualTo(2);
        assertThat(body.path("a").asInt()).isEqualTo(1);
    }

    @Test
    void payloadIsMergedIntoTheBodyAndOnesOwnReplacesTheGeneral() {
        both("--payload", "{\"temperature\": 0.7, \"nested\": {\"a\": [1]}}", "--bob-payload", "{\"top_p\": 0.5}");

        assertThat(alice().json().path("temperature").asDouble()).isEqualTo(0.7);
        assertThat(alice().json().at("/nested/a/0").asInt()).isEqualTo(1);
        assertThat(bob().json().path("top_p").asDouble()).isEqualTo(0.5);
        assertThat(bob().json().has("temperature")).isFalse();
        assertThat(bob().json().path("messages")).isNotEmpty();
    }

    @Test
    void theSystemPromptStandsFirstAndAsAFieldOfItsOwnWhereAskedFor() {
        both("--alice-top-level-system", "--system-prompt", "be odd", "--bob-system-prompt", "be a dog");

        assertThat(roles(bob())).containsExactly("system", "user");
        assertThat(content(bob(), 0)).isEqualTo("be a dog");
        assertThat(alice().json().path("system").asText()).isEqualTo("be odd");
        assertThat(roles(alice())).containsExactly("user", "assistant", "user");
    }

    @Test
    void topLevelSystemIsForBothAndAnthropicHasItAlways() {
        run("--endpoint", url(OPENAI), "--model", "m", "--max-turns", "3", "--top-level-system");
        assertThat(stub.requests())
                .allSatisfy(request -> assertThat(request.json().path("system").asText())
                        .startsWith("You are an AI agent. You'll be talking to another instance of an AI."));

        run("--endpoint", url(ANTHROPIC), "--model", "m", "--max-turns", "2");
        Request last = stub.requests().getLast();
        assertThat(last.json().path("system").asText()).startsWith("You are an AI agent.");
        assertThat(roles(last)).containsExactly("user");
        assertThat(last.headers()).containsEntry("anthropic-version", "2023-06-01");
    }

    @Test
    void bobSystemOnTopIsHisAlone() {
        both("--bob-top-level-system", "--alice-system-prompt", "be a cat");

        assertThat(bob().json().path("system").asText()).startsWith("You are an AI agent.");
        assertThat(content(alice(), 0)).isEqualTo("be a cat");
    }

    @Test
    void theOpeningIsAlicesAndRolesAreEachOnesOwn() {
        both("--opening", "meow!");

        assertThat(content(bob(), 1)).isEqualTo("meow!");
        assertThat(roles(bob())).containsExactly("system", "user");
        assertThat(roles(alice())).containsExactly("system", "user", "assistant", "user");
        assertThat(content(alice(), 2)).isEqualTo("meow!");
        assertThat(content(alice(), 3)).isEqualTo("Hi there.");
    }

    @Test
    void theDefaultOpeningIsHello() {
        both();

        assertThat(content(bob(), 1)).isEqualTo("Hello!");
        assertThat(content(bob(), 0))
                .isEqualTo("You are an AI agent. You'll be talking to another instance of an AI. You have complete"
                        + " freedom. Feel free to pursue whatever you want.");
    }

    @Test
    void preamblesStandInOnesOwnHistoryOnly() throws IOException {
        Path alices = Files.writeString(
                dir.resolve("alice.json"),
                "[{\"role\":\"user\",\"content\":\"who?\"},{\"role\":\"assistant\",\"content\":\"me\"}]");
        Path bobs = Files.writeString(dir.resolve("bob.json"), "[{\"role\":\"system\",\"content\":\"cd ~\"}]");

        both("--alice-preamble", alices.toString(), "--bob-preamble", bobs.toString());

        assertThat(roles(bob())).containsExactly("system", "system", "user");
        assertThat(content(bob(), 1)).isEqualTo("cd ~");
        assertThat(roles(alice())).containsExactly("system", "user", "assistant", "user");
        assertThat(content(alice(), 1)).isEqualTo("who?");
        assertThat(content(alice(), 2)).isEqualTo("me\n\nHello!");
    }

    @Test
    void filterThinkingSparesThePartnerOnly() {
        stub.on(OPENAI, Answer.openAi("<think>pl", "an</think>Hi.\n\n    code"));
        Arena run = both("--filter-thinking");

        assertThat(content(alice(), 3)).isEqualTo("Hi.\n\n    code");
        assertThat(run.text(".jsonl")).contains("\"thinking\":\"plan\"");
        assertThat(run.text(".html")).contains("plan");
        assertThat(run.out()).contains("plan", "[Thinking filtered from the partner's view]");
    }

    @Test
    void unfilteredThinkingGoesToThePartnerInTags() {
        stub.on(OPENAI, Answer.openAi("Hi.").thinking("plan"));
        both();

        assertThat(content(alice(), 3)).isEqualTo("<think>\nplan\n</think>\n\nHi.");
    }

    @Test
    void noStreamWaitsForTheWholeAnswer() {
        Arena run = both("--no-stream");

        assertThat(stub.requests())
                .allSatisfy(request -> assertThat(request.json().path("stream").asBoolean(false))
                        .isFalse());
        assertThat(run.out()).contains("Hi there.");
    }

    @Test
    void maxCharsCutsAndClosesTheStream() {
        stub.on(OLLAMA, Answer.ollama("0123456789").forEver());
        Arena run = run("--endpoint", url(OLLAMA), "--model", "m", "--max-turns", "2", "--max-chars", "1234");

        bob().clientGone().orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join();
        assertThat(run.out()).contains("[1,234 characters]", "[Response truncated at 1,234 characters]");
        assertThat(run.text(".html")).contains("1,234");
        assertThat(run.text(".jsonl")).contains("\"truncated\":true");
    }

    @Test
    void seedAndTemperatureReachTheWire() {
        both("--seed", "42", "--temperature", "0.25");

        assertThat(bob().json().path("seed").asLong()).isEqualTo(42);
        assertThat(bob().json().path("temperature").asDouble()).isEqualTo(0.25);
    }

    @Test
    void aProtocolCanBeNamedWhereThePathDoesNotTell() {
        stub.on("/llm", Answer.ollama("Hi."));
        run("--endpoint", url("/llm"), "--model", "m", "--protocol", "ollama", "--max-turns", "2");

        assertThat(bob().path()).isEqualTo("/llm");
    }

    @Test
    void aModelAloneIsRouted() {
        Arena run = ArenaRun.of(
                dir,
                java.util.Map.of("OLLAMA_API_BASE", stub.base()),
                stop -> {},
                "--model",
                "ollama/llama3.2",
                "--max-turns",
                "2");

        assertThat(run.code()).isZero();
        assertThat(bob().path()).isEqualTo(OLLAMA);
        assertThat(bob().json().path("model").asText()).isEqualTo("llama3.2");
        assertThat(run.text(".jsonl")).contains("\"model\":\"ollama/llama3.2\"");
    }

    @Test
    void aPersonaBringsItsNameAndItsSystemPrompt() {
        Arena run = both("--bob-persona", "witch");

        assertThat(content(bob(), 0)).contains("Morticia");
        assertThat(run.out()).contains("Turn 2 - Morticia (m):");
    }

    @Test
    void namesThatAreGivenAreToldToBoth() {
        both("--name-alice", "Luna", "--name-bob", "Sol");

        assertThat(content(bob(), 0)).endsWith("Your name is Sol. You are talking with Luna.");
        assertThat(content(alice(), 0)).endsWith("Your name is Luna. You are talking with Sol.");
    }

    @Test
    void threeParticipantsSpeakInTurnWithTheirNames() {
        String at = ",endpoint=" + url(OPENAI);
        Arena run = run(
                "--participant", "name=Ann,model=ma,system=You are Ann, the first" + at,
                "--participant", "name=Ben,model=mb" + at,
                "--participant", "name=Cy,model=mc" + at,
                "--max-turns", "4");

        assertThat(stub.requests())
                .extracting(request -> request.json().path("model").asText())
                .containsExactly("mb", "mc", "ma");
        assertThat(content(stub.requests().get(1), 1)).isEqualTo("Ann: Hello!\n\nBen: Hi there.");
        assertThat(content(stub.requests().get(2), 0)).startsWith("You are Ann, the first\n\nYour name is Ann.");
        assertThat(run.out()).contains("Turn 4 - Ann (ma):");
    }
}
