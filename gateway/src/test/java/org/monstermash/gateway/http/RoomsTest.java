package org.monstermash.gateway.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.event.EventJson;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.Message;
import org.monstermash.gateway.fixture.Personas;

/** Rooms, pages, search, transcripts, personas and what people may ask of them. */
@QuarkusTest
class RoomsTest {
    private static final AtomicInteger ROOMS = new AtomicInteger();

    @Inject
    ChatBus bus;

    private String room;

    @BeforeEach
    void enterANewRoom() {
        room = "room-" + ROOMS.incrementAndGet();
    }

    @Test
    void aRoomExistsFromItsFirstMessage() {
        given().get("/api/rooms").then().body("room", org.hamcrest.Matchers.not(hasItem(room)));
        say("hello");

        Map<String, Object> listed = given().get("/api/rooms").jsonPath().getMap("find { it.room == '" + room + "' }");
        assertThat(listed).containsEntry("seq", 1).containsKey("last_at").hasSize(3);
    }

    @Test
    void historyIsReadInPagesFromTheNewestBack() {
        for (int i = 1; i <= 7; i++) {
            say("line " + i);
        }

        page("?limit=3").body("messages.seq", contains(5, 6, 7)).body("next_before", equalTo(5));
        page("?limit=3&before=5").body("messages.seq", contains(2, 3, 4)).body("next_before", equalTo(2));
        page("?limit=3&before=2").body("messages.seq", contains(1)).body("next_before", nullValue());
        page("").body("messages.seq", contains(1, 2, 3, 4, 5, 6, 7));
        page("?before=1").body("messages", empty());
    }

    @Test
    void aPageHolds50MessagesWhereNothingIsSaid() {
        for (int i = 1; i <= 51; i++) {
            say("line " + i);
        }

        page("").body("messages.size()", equalTo(50)).body("next_before", equalTo(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=201",
                "limit=x",
                "before=0",
                "before=-1",
                "before=x",
                "before=9223372036854775808"
            })
    void aPageThatCannotBeIsRefused(String query) {
        given().get("/api/rooms/" + room + "/messages?" + query)
                .then()
                .statusCode(422)
                .body("detail", notNullValue());
    }

    @Test
    void searchFindsWordsNewestFirstAndKnowsNoQuerySyntax() {
        say("the moon is full");
        say("a full glass");
        say("full moon rising");

        search("full moon").body("messages.seq", contains(3, 1));
        search("moon OR glass").body("messages", empty());
        search("\"moon").body("messages.size()", equalTo(2));
        search("mo*n").statusCode(200);
        search("' ; DROP TABLE messages --").statusCode(200).body("messages", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?q=", "?q=%20%09"})
    void searchingForNothingIsRefused(String query) {
        given().urlEncodingEnabled(false)
                .get("/api/rooms/" + room + "/search" + query)
                .then()
                .statusCode(422);
    }

    @Test
    void aTranscriptIsOnePageThatRunsNothing() {
        say("<script>alert(1)</script><img src=x onerror=alert(2)> & \"quotes\"");
        bus.publish(Personas.reply(room, Ids.random(), "Boo <b>bold</b>")).join();

        String html = given().get("/api/rooms/" + room + "/transcript.html")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header(
                        "Content-Security-Policy",
                        org.hamcrest.Matchers.startsWith("default-src 'none'; style-src 'sha256-"))
                .extract()
                .asString();
        assertThat(html)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "Morticia", "Boo &lt;b&gt;")
                .doesNotContain("<script", "<img", "<b>", "http://", "https://", " href");
    }

    @Test
    void transcriptsAreLinesOfJsonAndMarkdownToo() {
        say("one");
        say("**two** [x](http://evil.example) <u>");

        String jsonl = given().get("/api/rooms/" + room + "/transcript.jsonl").asString();
        assertThat(jsonl.lines().map(EventJson::readMessage).map(Message::content))
                .containsExactly("one", "**two** [x](http://evil.example) <u>");
        assertThat(given().get("/api/rooms/" + room + "/transcript.md").asString())
                .contains("one", "\\*\\*two\\*\\* \\[x\\]\\(")
                .doesNotContain("**two**", "<u>");
    }

    @Test
    void onlyOnePolicyIsSentWithATranscript() {
        assertThat(given().get("/api/rooms/" + room + "/transcript.html")
                        .headers()
                        .getValues("Content-Security-Policy"))
                .hasSize(1);
    }

    @Test
    void personasAreThoseThatAreAwake() {
        try (var seat = Personas.awake(bus, Personas.WITCH)) {
            awaitAwake();
            Map<String, Object> witch = given().get("/api/personas").jsonPath().getMap("find { it.key == 'witch' }");
            assertThat(witch)
                    .containsOnlyKeys(
                            "key", "display_name", "emoji", "summary", "triggers", "aliases", "model", "since");
        }
        await().until(() -> !given().get("/api/personas").asString().contains("witch"));
    }

    @Test
    void stoppingSpeakingAndMutingReachThePersona() {
        List<Object> heard = new CopyOnWriteArrayList<>();
        try (var seat = Personas.awake(bus, Personas.WITCH, new Hearing(heard))) {
            awaitAwake();
            String request = given().post("/api/rooms/" + room + "/personas/witch/speak")
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("request_id");
            given().post("/api/rooms/" + room + "/stop").then().statusCode(202);
            mute("{\"muted\":true}").statusCode(204);
            mute("{\"muted\":false}").statusCode(204);

            await().untilAsserted(() -> assertThat(heard)
                    .contains(
                            new LiveEvent.SpeakAsked(room, "witch", request),
                            new LiveEvent.StopAsked(room),
                            new org.monstermash.bus.event.Mute(room, "witch", true),
                            new org.monstermash.bus.event.Mute(room, "witch", false)));
        }
    }

    @Test
    void aPersonaThatSleepsCannotBeAsked() {
        await().until(() -> !given().get("/api/personas").asString().contains("\"key\":\"witch\""));
        given().post("/api/rooms/" + room + "/personas/witch/speak").then().statusCode(404);
        mute("{\"muted\":true}").statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"muted\":1}", "{\"muted\":\"true\"}", "{\"muted\":null}", "[]", ""})
    void muteTakesTrueOrFalseOnly(String body) {
        mute(body).statusCode(422);
    }

    @Test
    void everyAddressChecksTheRoom() {
        given().get("/api/rooms/Bad/messages").then().statusCode(400);
        given().get("/api/rooms/Bad/search?q=x").then().statusCode(400);
        given().get("/api/rooms/Bad/transcript.md").then().statusCode(400);
        given().post("/api/rooms/Bad/stop").then().statusCode(400);
        given().post("/api/rooms/Bad/personas/witch/speak").then().statusCode(400);
    }

    private void say(String content) {
        bus.publish(Message.byHuman(Ids.random(), room, "Ada", content, Instant.now()))
                .join();
    }

    private io.restassured.response.ValidatableResponse page(String query) {
        return given().get("/api/rooms/" + room + "/messages" + query).then().statusCode(200);
    }

    private io.restassured.response.ValidatableResponse search(String words) {
        return given().queryParam("q", words)
                .get("/api/rooms/" + room + "/search")
                .then();
    }

    private io.restassured.response.ValidatableResponse mute(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .put("/api/rooms/" + room + "/personas/witch/muted")
                .then();
    }

    private static void awaitAwake() {
        await().until(() -> given().get("/api/personas").asString().contains("\"key\":\"witch\""));
    }

    private static final class Hearing extends Personas.Silent {
        private final List<Object> heard;

        Hearing(List<Object> heard) {
            this.heard = heard;
        }

        @Override
        public void onSpeak(LiveEvent.SpeakAsked asked) {
            heard.add(asked);
        }

        @Override
        public void onStop(LiveEvent.StopAsked asked) {
            heard.add(asked);
        }

        @Override
        public void onMute(org.monstermash.bus.event.Mute mute) {
            heard.add(mute);
        }
    }
}
