package org.monstermash.gateway.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.Seat;
import org.monstermash.bus.event.EventJson;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.LiveEvent.RequestAsked;
import org.monstermash.bus.event.LiveEvent.RequestTold;
import org.monstermash.bus.event.Message;
import org.monstermash.gateway.fixture.Personas;

/** What a model was asked, over HTTP. */
@QuarkusTest
class RequestResourceTest {
    private static final String URL = "https://api.example/v1/chat/completions";
    private static final String BODY =
            "{\"model\":\"m\",\"temperature\":0.7,\"messages\":[{\"role\":\"user\",\"content\":\"Ada: 👻 \\\"boo\\\"\"}]}";

    @Inject
    ChatBus bus;

    @Test
    void theRequestOfAReplyIsTold() throws Exception {
        Message reply = said("lab/m");
        try (Seat seat = remembering(BODY, false)) {
            String json = ask(reply.room(), reply.id())
                    .statusCode(200)
                    .body("reply_id", equalTo(reply.id()))
                    .body("persona", equalTo("witch"))
                    .body("model", equalTo("lab/m"))
                    .body("url", equalTo(URL))
                    .body("shortened", nullValue())
                    .extract()
                    .asString();

            assertThat(EventJson.MAPPER.readTree(json).get("body").toString()).isEqualTo(BODY);
        }
    }

    @Test
    void aRequestThatWasTooLongIsTheBeginningOfItsText() {
        Message reply = said("lab/m");
        try (Seat seat = remembering("{\"model\":\"m", true)) {
            ask(reply.room(), reply.id())
                    .statusCode(200)
                    .body("shortened", equalTo(true))
                    .body("body", equalTo("{\"model\":\"m"));
        }
    }

    @Test
    void nobodyIsAskedAboutLinesOfTheScriptAndOfPeopleAndOfNobody() {
        Message scripted = said("scripted");
        Message reply = said("lab/m");
        Message human = bus.publish(Message.byHuman(Ids.random(), "requests", "Ada", "hello", java.time.Instant.now()))
                .join();
        try (Seat seat = remembering(BODY, false)) {
            ask("requests", scripted.id()).statusCode(404).body("detail", containsString("script"));
            ask("requests", human.id()).statusCode(404).body("detail", containsString("No reply"));
            ask("requests", Ids.random()).statusCode(404).body("detail", containsString("No reply"));
            ask("requests", "no-id").statusCode(404).body("detail", containsString("No reply"));
            ask("elsewhere", reply.id()).statusCode(404).body("detail", containsString("No reply"));
        }
    }

    @Test
    void whereTheWorkerIsGoneNobodyRemembers() {
        Message reply = said("lab/m");
        awaitAwake(false);

        ask(reply.room(), reply.id()).statusCode(404).body("detail", containsString("Nobody remembers"));
    }

    @Test
    void whatTheWorkerHasForgottenNobodyRemembers() {
        Message reply = said("lab/m");
        try (Seat seat = awake(new Personas.Silent())) {
            ask(reply.room(), reply.id()).statusCode(404).body("detail", containsString("Nobody remembers"));
        }
    }

    @Test
    void aRoomThatCannotBeIsRefusedAndSoIsAForeignPage() {
        ask("Bad", Ids.random()).statusCode(400);
        given().header("Origin", "https://evil.example")
                .get("/api/rooms/requests/replies/" + Ids.random() + "/request")
                .then()
                .statusCode(403);
    }

    private static ValidatableResponse ask(String room, String id) {
        return given().get("/api/rooms/" + room + "/replies/" + id + "/request").then();
    }

    private Message said(String model) {
        Message scripted = Personas.reply("requests", Ids.random(), "How dark.");
        return bus.publish(new Message(
                        scripted.id(),
                        scripted.room(),
                        0,
                        scripted.author(),
                        scripted.role(),
                        scripted.content(),
                        scripted.persona(),
                        scripted.personaEmoji(),
                        scripted.createdAt(),
                        null,
                        model,
                        null,
                        null,
                        false,
                        null,
                        Map.of()))
                .join();
    }

    private Seat remembering(String body, boolean shortened) {
        return awake(new Personas.Silent() {
            @Override
            public void onRequestAsked(RequestAsked asked) {
                bus.emit(
                        new RequestTold(asked.room(), asked.persona(), asked.replyId(), "lab/m", URL, body, shortened));
            }
        });
    }

    private Seat awake(Personas.Silent listener) {
        // That the one of the test before is gone must have been heard: it would be taken for this one.
        awaitAwake(false);
        Seat seat = Personas.awake(bus, Personas.WITCH, listener);
        awaitAwake(true);
        return seat;
    }

    private static void awaitAwake(boolean awake) {
        await().until(() -> given().get("/api/personas").asString().contains("\"key\":\"witch\"") == awake);
    }
}
