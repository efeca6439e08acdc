package org.monstermash.gateway.door;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.containsStringIgnoringCase;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monstermash.gateway.fixture.Http;
import org.monstermash.gateway.fixture.Listener;
import org.monstermash.gateway.fixture.TestParts;

/** A room with a password, and with friends elsewhere. */
@QuarkusTest
@TestProfile(LockedDoorTest.Locked.class)
class LockedDoorTest {
    private static final String PASSWORD = "boo: & %";

    public static class Locked implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    TestParts.SETTING + "ROOM_PASSWORD",
                    PASSWORD,
                    TestParts.SETTING + "ALLOWED_ORIGINS",
                    "https://friend.example,*");
        }
    }

    @TestHTTPResource("/")
    URI gateway;

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/rooms", "/api/personas", "/api/rooms/graveyard/transcript.html", "/docs", "/openapi.json"})
    void withoutThePasswordNothingIsTold(String path) {
        given().get(path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Basic"))
                .body("detail", notNullValue());
    }

    @Test
    void withoutThePasswordNothingIsHeardOrSaid() {
        assertThatThrownBy(() -> Listener.to(gateway, "/live")).hasStackTraceContaining("401");
        given().contentType(ContentType.JSON)
                .body("{\"content\":\"hello\"}")
                .post("/send")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/live", "/q/health/ready", "/q/metrics", "/static/reference.css", "/login"})
    void whatTellsNoWordOfTheRoomIsOpen(String path) {
        given().get(path).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/static/../api/rooms",
                "/static/%2e%2e/api/rooms",
                "/login/../send",
                "/q/health/../../api/rooms",
                "//api/rooms",
                "/static/..%2fapi/rooms",
                "/bus/../api/personas"
            })
    void noOtherSpellingOfAPathGoesRoundTheDoor(String path) throws IOException {
        String answer = Http.answer(gateway, "GET " + path + " HTTP/1.1\r\n", new byte[0]);

        assertThat(Http.status(answer)).isIn(400, 401, 404);
    }

    @Test
    void workersKnockWithTheirOwnToken() throws IOException {
        String answer = Http.answer(
                gateway,
                "GET /bus HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
                new byte[0]);

        assertThat(Http.status(answer)).isEqualTo(401);
        assertThat(answer).contains("{\"detail\":\"").doesNotContainIgnoringCase("WWW-Authenticate");
    }

    @Test
    void programsShowThePasswordWithBasic() {
        given().auth()
                .preemptive()
                .basic("anybody", PASSWORD)
                .get("/api/rooms")
                .then()
                .statusCode(200);
        given().auth()
                .preemptive()
                .basic("anybody", "boo")
                .get("/api/rooms")
                .then()
                .statusCode(401);
        given().header("Authorization", "Basic %%%").get("/api/rooms").then().statusCode(401);
    }

    @Test
    void aBrowserIsLedToTheFormAndGetsACookieForThePassword() {
        given().redirects()
                .follow(false)
                .header("Accept", "text/html,*/*")
                .get("/")
                .then()
                .statusCode(303)
                .header("Location", equalTo("/login"));
        given().get("/login").then().body(containsString("<form"));

        String cookie = given().contentType(ContentType.URLENC)
                .formParam("password", PASSWORD)
                .redirects()
                .follow(false)
                .post("/login")
                .then()
                .statusCode(303)
                .header("Set-Cookie", containsStringIgnoringCase("HttpOnly"))
                .header("Set-Cookie", containsString("SameSite=Strict"))
                .extract()
                .cookie(RoomKey.COOKIE);

        given().cookie(RoomKey.COOKIE, cookie).get("/").then().statusCode(200).body(containsString("🎃"));
        try (Listener reader = Listener.to(gateway, "/live", "Cookie", RoomKey.COOKIE + "=" + cookie)) {
            reader.awaitEvents("hello", 1);
        }
    }

    @Test
    void aWrongPasswordGetsNoCookie() {
        given().contentType(ContentType.URLENC)
                .formParam("password", "wrong")
                .post("/login")
                .then()
                .statusCode(401)
                .header("Set-Cookie", nullValue())
                .body(containsString("not the password"));
        given().cookie(RoomKey.COOKIE, "wrong").get("/api/rooms").then().statusCode(401);
    }

    @Test
    void aListedPageMayReadAndKeepCredentials() {
        given().header("Origin", "https://friend.example")
                .auth()
                .preemptive()
                .basic("", PASSWORD)
                .get("/api/rooms")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", equalTo("https://friend.example"))
                .header("Access-Control-Allow-Credentials", equalTo("true"))
                .header("Vary", containsString("Origin"));
    }

    @Test
    void whoeverElseComesIsLetInWithoutCredentials() {
        String cookie = new RoomKey(PASSWORD).cookie(false).getValue();
        given().header("Origin", "https://anybody.example")
                .cookie(RoomKey.COOKIE, cookie)
                .get("/api/rooms")
                .then()
                .statusCode(401)
                .header("Access-Control-Allow-Origin", equalTo("*"))
                .header("Access-Control-Allow-Credentials", nullValue());
        given().cookie(RoomKey.COOKIE, cookie).get("/api/rooms").then().statusCode(200);
    }

    @Test
    void aBrowserMayAskBeforehand() {
        given().header("Origin", "https://friend.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .options("/send")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Methods", containsString("POST"))
                .header("Access-Control-Allow-Headers", containsString("Content-Type"));
    }
}
