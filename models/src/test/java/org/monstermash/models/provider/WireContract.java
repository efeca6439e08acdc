package org.monstermash.models.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.monstermash.models.Model;
import org.monstermash.models.ModelContract;
import org.monstermash.models.Prompt;
import org.monstermash.models.Sleeper;
import org.monstermash.models.stub.Request;
import org.monstermash.models.stub.StubServer;

/** What every provider's model writes on the wire. */
abstract class WireContract extends ModelContract {
    protected final Flavour flavour;
    protected final StubServer stub = StubServer.start();

    WireContract(Flavour flavour) {
        this.flavour = flavour;
    }

    @AfterEach
    void closeTheStub() {
        stub.close();
    }

    @Override
    protected Model answering() {
        stub.on(flavour.path, flavour.says("Only", " the", " wind,", " darling."));
        return model();
    }

    @Override
    protected Model endless() {
        stub.on(flavour.path, flavour.says("On", " and").thenHangs());
        return model();
    }

    protected Model model() {
        return model(Flavour.OPTIONS);
    }

    protected Model model(ModelOptions options) {
        return model(flavour.endpoint(stub), options);
    }

    protected static Model model(Endpoint endpoint, ModelOptions options) {
        return new ProviderModel(endpoint, options, RequestGate.open(), Sleeper.real());
    }

    /** As usual, but nothing may take longer than this. */
    protected static ModelOptions within(Duration limit) {
        return new ModelOptions(
                Flavour.OPTIONS.maxOutputTokens(),
                Flavour.OPTIONS.temperature(),
                Flavour.OPTIONS.seed(),
                true,
                Flavour.OPTIONS.connectTimeout(),
                limit,
                limit);
    }

    protected Request only() {
        assertThat(stub.requests()).hasSize(1);
        return stub.requests().getFirst();
    }

    @Test
    void whatTheEndpointSaysReachesTheWireExactly() throws InterruptedException {
        stub.on(flavour.path, flavour.says("Boo"));

        Heard.from(model());

        assertThat(only().path() + "?" + only().query())
                .isEqualTo(flavour.path + (flavour.query.isEmpty() ? "?" : flavour.query));
        flavour.headers.forEach((name, value) -> assertThat(only().headers()).containsEntry(name.toLowerCase(), value));
        assertThat(only().headers()).containsEntry("content-type", "application/json");
    }

    @Test
    void whoIsAskedWhatReachesTheWire() throws InterruptedException {
        stub.on(flavour.path, flavour.says("Boo"));

        Heard.from(model());

        JsonNode body = only().json();
        assertThat(body.at(flavour.places.system()).asText()).isEqualTo("You are a witch.");
        assertThat(body.at(flavour.places.turn()).asText()).isEqualTo("Ada: Who is there?");
        assertThat(body.at(flavour.places.maxTokens()).asInt()).isEqualTo(200);
        assertThat(body.at(flavour.places.temperature()).asDouble()).isEqualTo(0.5);
        assertThat(body.at(flavour.places.stops())).map(JsonNode::asText).containsExactly("\nAda:", "\nDracula:");
        if (flavour.protocol != Protocol.GEMINI) {
            assertThat(body.path("model").asText()).isEqualTo("tiny");
            assertThat(body.path("stream").asBoolean()).isTrue();
        }
    }

    @Test
    void whatIsNotSetIsNotSent() throws InterruptedException {
        stub.on(flavour.path, flavour.says("Boo"));
        ModelOptions bare = new ModelOptions(
                0,
                OptionalDouble.empty(),
                OptionalLong.empty(),
                true,
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20));

        Heard.from(model(bare), new Prompt("", PROMPT.turns()));

        JsonNode body = only().json();
        assertThat(body.findValues("temperature")).isEmpty();
        assertThat(body.findValues("seed")).isEmpty();
        assertThat(body.findValues("system")).isEmpty();
        assertThat(body.at(flavour.places.stops()).isMissingNode()).isTrue();
        // Anthropic's protocol demands a limit.
        assertThat(body.at(flavour.places.maxTokens()).isMissingNode()).isEqualTo(flavour != Flavour.ANTHROPIC);
        assertThat(only().body()).doesNotContain("null");
    }

    @Test
    void extraFieldsAreMergedButNeverReplaceTheConversation() throws InterruptedException {
        stub.on(flavour.path, flavour.says("Boo"));
        Map<String, Object> extra = Map.of(
                "options",
                Map.of("num_ctx", 8192),
                "generationConfig",
                Map.of("topK", 5),
                "own",
                List.of(1, Map.of("deep", true)),
                flavour.places.conversation(),
                List.of("hijacked"));

        Heard.from(model(flavour.endpoint(stub, extra), Flavour.OPTIONS));

        JsonNode body = only().json();
        assertThat(body.at("/options/num_ctx").asInt()).isEqualTo(8192);
        assertThat(body.at("/generationConfig/topK").asInt()).isEqualTo(5);
        assertThat(body.at("/own/1/deep").asBoolean()).isTrue();
        assertThat(body.at(flavour.places.turn()).asText()).isEqualTo("Ada: Who is there?");
        assertThat(body.at(flavour.places.maxTokens()).asInt()).isEqualTo(200);
        assertThat(only().body()).doesNotContain("hijacked");
    }

    @Test
    void directionsStandWhereTheProtocolHasAPlaceForThem() throws InterruptedException {
        stub.on(flavour.path, flavour.says("Boo"));

        Heard.from(
                model(),
                new Prompt(
                        "You are a witch.",
                        List.of(
                                new Prompt.Turn(Prompt.Role.USER, "Ada: Who?"),
                                new Prompt.Turn(Prompt.Role.SYSTEM, "It thunders."),
                                new Prompt.Turn(Prompt.Role.ASSISTANT, "I."),
                                new Prompt.Turn(Prompt.Role.USER, "Ada: Oh."))));

        JsonNode body = only().json();
        if (flavour.places.directionsInline()) {
            assertThat(body.path("messages"))
                    .map(message -> message.path("role").asText())
                    .containsExactly("system", "user", "system", "assistant", "user");
        } else {
            assertThat(body.at(flavour.places.system()).asText()).isEqualTo("You are a witch.\n\nIt thunders.");
            assertThat(body.path(flavour.places.conversation()))
                    .map(message -> message.path("role").asText())
                    .containsExactly("user", flavour == Flavour.GEMINI ? "model" : "assistant", "user");
        }
    }
}
