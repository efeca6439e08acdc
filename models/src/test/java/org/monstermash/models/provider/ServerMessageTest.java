package org.monstermash.models.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.monstermash.models.Prompt;

class ServerMessageTest {
    private final ServerMessage message = new ServerMessage(
            new Endpoint(
                    "lab/tiny",
                    "tiny",
                    Protocol.GEMINI,
                    URI.create("http://127.0.0.1:1/v1?key=query-canary&alt=sse"),
                    Map.of("Authorization", "Bearer header-canary"),
                    Map.of(),
                    false),
            new Prompt(
                    "You are a witch with a secret.",
                    List.of(new Prompt.Turn(Prompt.Role.USER, "Ada: the treasure lies under the oak"))));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"error\":{\"message\":\"no\"}} | no",
                "{\"error\":\"no\"} | no",
                "{\"message\":\"no\"} | no",
                "{\"detail\":\"no\"} | no",
                "{\"detail\":{\"msg\":\"no\"}} | no",
                "[{\"error\":{\"message\":\"no\"}}] | no",
                "plain no | plain no",
                "{\"error\":{\"code\":7}} | {\"error\":{\"code\":7}}"
            })
    void theWordsAreFoundWhereverTheyStand(String body, String words) {
        assertThat(message.of(body)).isEqualTo(words);
    }

    @Test
    void aRequestLosesLongKeysAndKeepsItsWords() {
        ServerMessage message = new ServerMessage(
                new Endpoint(
                        "lab/tiny",
                        "tiny",
                        Protocol.OPENAI,
                        URI.create("http://127.0.0.1:1/v1?token=query-canary-0123456789"),
                        Map.of("Authorization", "Bearer header-canary-0123456789", "X-Stream", "true"),
                        Map.of(),
                        false),
                new Prompt("You are a witch.", List.of()));

        assertThat(message.withoutKeys(
                        "{\"stream\":true,\"say\":\"query-canary-0123456789 header-canary-0123456789\"}"))
                .isEqualTo("{\"stream\":true,\"say\":\"*** ***\"}");
    }

    @Test
    void keysAreNeverRepeated() {
        assertThat(message.of("Bearer header-canary, header-canary, query-canary, alt=sse"))
                .isEqualTo("***, ***, ***, alt=sse");
    }

    @Test
    void thePromptIsNeverRepeatedNotEvenItsBeginning() {
        assertThat(message.of("bad: You are a witch with a secret.!")).isEqualTo("bad: …!");
        assertThat(message.of("bad: Ada: the treasure lies un")).isEqualTo("bad: …");
    }

    @Test
    void itIsShortAndOnOneLine() {
        assertThat(message.of("one\n\ttwo\u0007" + "x".repeat(1000)))
                .hasSizeLessThan(260)
                .startsWith("one two x");
    }
}
