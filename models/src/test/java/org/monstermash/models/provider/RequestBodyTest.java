package org.monstermash.models.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.monstermash.models.Prompt;

class RequestBodyTest {
    private final LeftOut leftOut = new LeftOut(Dialect.of(Protocol.OPENAI));

    private JsonNode body(Map<String, Object> extra) {
        return request(extra).whole();
    }

    private RequestBody request(Map<String, Object> extra) {
        return RequestBody.of(
                Dialect.of(Protocol.OPENAI), endpoint(extra, false), Heard.PROMPT, Flavour.OPTIONS, leftOut);
    }

    private static Endpoint endpoint(Map<String, Object> extra, boolean systemOnTop) {
        return new Endpoint(
                "lab/tiny",
                "tiny",
                Protocol.OPENAI,
                URI.create("http://127.0.0.1:1/v1/chat/completions"),
                Map.of(),
                extra,
                systemOnTop);
    }

    @Test
    void extraFieldsWinExceptOverTheConversation() {
        JsonNode body = body(Map.of("temperature", 1.5, "model", "other", "stream", false, "messages", List.of()));

        assertThat(body.path("temperature").asDouble()).isEqualTo(1.5);
        assertThat(body.path("model").asText()).isEqualTo("tiny");
        assertThat(body.path("stream").asBoolean()).isTrue();
        assertThat(body.path("messages")).hasSize(2);
    }

    @Test
    void anExtraLimitTakesThePlaceOfItsTwin() {
        JsonNode body = body(Map.of("max_completion_tokens", 9));

        assertThat(body.path("max_completion_tokens").asInt()).isEqualTo(9);
        assertThat(body.has("max_tokens")).isFalse();
    }

    @Test
    void nullsAreNotSentHoweverDeep() {
        Map<String, Object> deep = new HashMap<>();
        deep.put("gone", null);
        deep.put("kept", 1);

        assertThat(body(Map.of("own", deep)).path("own").toString()).isEqualTo("{\"kept\":1}");
    }

    @Test
    void theSystemPromptCanStandOnTop() {
        JsonNode body = RequestBody.of(
                        Dialect.of(Protocol.OPENAI), endpoint(Map.of(), true), Heard.PROMPT, Flavour.OPTIONS, leftOut)
                .whole();

        assertThat(body.path("system").asText()).isEqualTo("You are a witch.");
        assertThat(body.path("messages")).hasSize(1);
    }

    @Test
    void atMostFourStopsAreSent() {
        Prompt prompt = new Prompt("", List.of(), List.of("a", "b", "c", "d", "e"));

        assertThat(new OpenAiDialect()
                        .request(endpoint(Map.of(), false), prompt, Flavour.OPTIONS)
                        .path("stop"))
                .hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.","param":"max_tokens"}} | max_tokens
                    {"detail":[{"type":"extra_forbidden","loc":["body","stream_options"],"msg":"Extra inputs are not permitted"}]} | stream_options
                    {"error":{"message":"Unsupported value: 'temperature' does not support 0.5 with this model.","param":"temperature"}} | temperature
                    {"error":{"message":"Unknown field: \\"stop\\""}} | stop
                    {"error":{"param":"seed"}} | seed
                    """)
    void aFieldThatIsRefusedIsLeftOutFromThenOn(String refusal, String field) {
        assertThat(leftOut.learn(refusal, request(Map.of()).plain())).isTrue();

        assertThat(body(Map.of()).has(field)).isFalse();
        assertThat(body(Map.of()).has("max_completion_tokens")).isEqualTo(field.equals("max_tokens"));
    }

    @Test
    void aTwinThatIsRefusedTooIsLeftOutAsWell() {
        leftOut.learn("no max_tokens", request(Map.of()).plain());
        assertThat(leftOut.learn("no max_completion_tokens", request(Map.of()).plain()))
                .isTrue();

        assertThat(body(Map.of()).has("max_completion_tokens")).isFalse();
        assertThat(body(Map.of()).has("max_tokens")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "please stop seeding",
                "request (4011 tokens) exceeds the available context size",
                "Conversation roles must alternate",
                "tools are not supported"
            })
    void otherRefusalsTeachNothing(String refusal) {
        assertThat(leftOut.learn(refusal, request(Map.of()).plain())).isFalse();
    }
}
