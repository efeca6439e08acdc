package org.monstermash.gateway.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.monstermash.bus.ChatBus;
import org.monstermash.gateway.fixture.Personas;
import org.monstermash.gateway.fixture.Trouble;

/** The contract of {@code POST /send}, row by row. */
@QuarkusTest
class SendTest {
    @Inject
    ChatBus bus;

    @Inject
    Trouble trouble;

    @AfterEach
    void endTrouble() {
        trouble.is(Trouble.Kind.NONE);
    }

    @Test
    void whatIsSaidIsStoredAndGivenBack() {
        send("{\"author\":\"Ada\",\"content\":\"Good evening\"}")
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body("id", matchesPattern("[0-9a-f]{32}"))
                .body("author", equalTo("Ada"))
                .body("role", equalTo("human"))
                .body("content", equalTo("Good evening"))
                .body("persona", nullValue())
                .body("persona_emoji", nullValue())
                .body("room", equalTo("graveyard"))
                .body("seq", notNullValue())
                .body("created_at", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z"));
    }

    @Test
    void theSevenFieldsOfTheFirstGenerationComeFirst() {
        String body = send("{\"content\":\"hello\"}").extract().asString();

        assertThat(body)
                .matches("\\{\"id\":.*,\"author\":.*,\"role\":.*,\"content\":.*,\"persona\":null,"
                        + "\"persona_emoji\":null,\"created_at\":.*,\"room\":.*");
    }

    @Test
    void anAbsentAuthorIsAHumanVisitor() {
        send("{\"content\":\"hello\"}").statusCode(200).body("author", equalTo("Human Visitor"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"  \\t \"", "\"\\u200b\""})
    void aNullOrBlankAuthorIsAnonymous(String author) {
        send("{\"content\":\"hello\",\"author\":" + author + "}")
                .statusCode(200)
                .body("author", equalTo("Anonymous"));
    }

    @Test
    void anAuthorMayHave64CharactersAndNoMore() {
        send("{\"content\":\"hello\",\"author\":\"" + "é".repeat(64) + "\"}").statusCode(200);
        refused(send("{\"content\":\"hello\",\"author\":\"" + "é".repeat(65) + "\"}"), 422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"content\":null}",
                "{\"content\":\"\"}",
                "{\"content\":\" \\n\\t \"}",
                "{\"content\":\"\\u200b\\u2060\"}",
                "{\"content\":\"\\u0000\\u0007\"}"
            })
    void contentThatSaysNothingIsRefused(String body) {
        refused(send(body), 422);
    }

    @Test
    void contentMayHave4000CodePointsAndNoMore() {
        send("{\"content\":\"" + "👻".repeat(4000) + "\"}").statusCode(200);
        refused(send("{\"content\":\"" + "👻".repeat(4001) + "\"}"), 413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "nonsense",
                "[]",
                "\"text\"",
                "null",
                "{\"content\":\"a\"} {}",
                "{\"content\":5}",
                "{\"content\":[\"a\"]}",
                "{\"content\":\"a\",\"author\":5}",
                "{\"content\":\"a\",\"room\":5}",
                "{\"content\":\"a\",\"client_id\":5}",
                "{\"content\":\"a\",\"role\":5}",
                "{\"content\":\"a\",\"content\":\"b\"}",
                "{\"content\":\"\\ud800\"}"
            })
    void brokenJsonAndWrongTypesAreRefused(String body) {
        refused(send(body), 422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "text/json"})
    void whatIsNotJsonIsRefused(String contentType) {
        refused(
                given().config(io.restassured.RestAssured.config()
                                .encoderConfig(io.restassured.config.EncoderConfig.encoderConfig()
                                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                        .encodeContentTypeAs("text/json", ContentType.TEXT)))
                        .contentType(contentType)
                        .body("{\"content\":\"hello\"}")
                        .post("/send")
                        .then(),
                415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"role\":\"monster\"",
                "\"role\":\"system\"",
                "\"role\":\"HUMAN\"",
                "\"persona\":\"witch\"",
                "\"persona\":\"\"",
                "\"persona\":5"
            })
    void nobodyMaySpeakAsAPersona(String field) {
        refused(send("{\"content\":\"hello\"," + field + "}"), 403);
    }

    @Test
    void theOldPagesRoleIsTaken() {
        send("{\"author\":\"Ada\",\"content\":\"hello\",\"role\":\"human\",\"persona\":null}")
                .statusCode(200);
    }

    @Test
    void idSeqAndTimeAreNotTheSenders() {
        send("{\"content\":\"hello\",\"id\":\"" + "0".repeat(32)
                        + "\",\"seq\":99999,\"created_at\":\"1999-01-01T00:00:00Z\",\"unknown\":{}}")
                .statusCode(200)
                .body("id", not(equalTo("0".repeat(32))))
                .body("seq", not(equalTo(99999)))
                .body("created_at", not(equalTo("1999-01-01T00:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "witch",
                "Morticia",
                "MORTICIA",
                " m o r t i c i a ",
                "Tish",
                "Ｍｏｒｔｉｃｉａ",
                "Mоrtісіа",
                "Mort\\u200bicia",
                "Mort\\u00adicia",
                "Mortlcia",
                "Мorticia",
                "ΜORTICIA",
                "WITCН",
                "\\u202eaicitroM\\u202c Morticia"
            })
    void aPersonasNameBelongsToItAlsoWhenItOnlyLooksLikeIt(String author) {
        try (var seat = Personas.awake(bus, Personas.WITCH)) {
            await().until(() -> given().get("/api/personas").asString().contains("witch"));
            int expected = author.startsWith("\\u202e") ? 200 : 409;
            send("{\"content\":\"hello\",\"author\":\"" + author + "\"}").statusCode(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u00ad", "\\u2800", "\\u3164", "\\u200b\\u115f", "\\u200d", " \\t "})
    void aNameThatCannotBeSeenIsNone(String author) {
        send("{\"content\":\"hello\",\"author\":\"" + author + "\"}")
                .statusCode(200)
                .body("author", equalTo("Anonymous"));
    }

    @Test
    void aPersonasNameStaysItsOwnWhenItSleeps() {
        Personas.awake(bus, Personas.WITCH).close();
        await().until(() -> !given().get("/api/personas").asString().contains("witch"));

        refused(send("{\"content\":\"hello\",\"author\":\"Morticia\"}"), 409);
    }

    @Test
    void aNameThatOnlyContainsAPersonasIsFree() {
        send("{\"content\":\"hello\",\"author\":\"Morticia's friend\"}").statusCode(200);
    }

    @Test
    void theSameClientIdIsTheSameMessageAndTheFirstBodyWins() {
        String id = send("{\"content\":\"first\",\"client_id\":\"k1\",\"room\":\"twice\"}")
                .statusCode(200)
                .extract()
                .path("id");

        send("{\"content\":\"second\",\"client_id\":\"k1\",\"room\":\"twice\"}")
                .statusCode(200)
                .body("id", equalTo(id))
                .body("content", equalTo("first"));
    }

    @Test
    void theSameClientIdInAnotherRoomIsAnotherMessage() {
        String id = send("{\"content\":\"one\",\"client_id\":\"k2\",\"room\":\"here\"}")
                .extract()
                .path("id");

        send("{\"content\":\"two\",\"client_id\":\"k2\",\"room\":\"there\"}")
                .statusCode(200)
                .body("id", not(equalTo(id)))
                .body("content", equalTo("two"));
    }

    @Test
    void aClientIdMayHave64CharactersAndNoMore() {
        send("{\"content\":\"hello\",\"client_id\":\"" + "k".repeat(64) + "\"}").statusCode(200);
        refused(send("{\"content\":\"hello\",\"client_id\":\"" + "k".repeat(65) + "\"}"), 422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Crypt", "../etc", "a b", "-a", "_a", "%2e%2e", "a\\u0000", "é"})
    void aRoomThatCannotBeIsRefused(String room) {
        refused(send("{\"content\":\"hello\",\"room\":\"" + room + "\"}"), 400);
    }

    @Test
    void aRoomsNameMayHave64CharactersAndNoMore() {
        send("{\"content\":\"hello\",\"room\":\"" + "r".repeat(64) + "\"}").statusCode(200);
        refused(send("{\"content\":\"hello\",\"room\":\"" + "r".repeat(65) + "\"}"), 400);
    }

    @Test
    void theRoomMayStandInTheAddress() {
        given().contentType(ContentType.JSON)
                .body("{\"content\":\"hello\"}")
                .post("/api/rooms/attic/messages")
                .then()
                .statusCode(200)
                .body("room", equalTo("attic"));
    }

    @Test
    void controlCharactersAreLeftOutAndLineEndsMadeOne() {
        send("{\"content\":\"a\\u0000b\\u001b[31m\\r\\nc\\td\\re\\u009f\",\"author\":\"A\\nd\\u0007a\\u202e\"}")
                .statusCode(200)
                .body("content", equalTo("ab[31m\nc\td\ne"))
                .body("author", equalTo("A da"));
    }

    @Test
    void directionMarksStayInWhatIsSaid() {
        send("{\"content\":\"a\\u202eb\"}").statusCode(200).body("content", equalTo("a\u202eb"));
    }

    @ParameterizedTest
    @CsvSource({"AWAY,503", "DISK_FULL,507"})
    void whatCannotBeStoredIsNeverA2xx(Trouble.Kind kind, int status) {
        trouble.is(kind);

        refused(send("{\"content\":\"hello\"}"), status);
    }

    @Test
    void aBusThatHangsIsGivenUpWithin5Seconds() {
        trouble.is(Trouble.Kind.HANGS);
        Instant start = Instant.now();

        refused(send("{\"content\":\"hello\"}"), 503);

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aDeletedOrUnknownMethodIsRefusedInOneSentence() {
        refused(given().delete("/send").then(), 405);
        refused(given().get("/no-such-thing").then(), 404);
        refused(given().get("/api/no/such/thing").then(), 404);
    }

    private static ValidatableResponse send(String json) {
        return given().contentType(ContentType.JSON)
                .body(json.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/send")
                .then()
                .log()
                .ifValidationFails();
    }

    private static void refused(ValidatableResponse response, int status) {
        response.statusCode(status).contentType(ContentType.JSON).body("detail", matchesPattern("\\S.*[.;:].*|\\S.*"));
    }
}
