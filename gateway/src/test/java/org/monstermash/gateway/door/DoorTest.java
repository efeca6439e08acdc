package org.monstermash.gateway.door;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monstermash.gateway.fixture.Http;
import org.monstermash.gateway.fixture.Listener;

/** What is refused before anybody looks at what was asked. */
@QuarkusTest
class DoorTest {
    @TestHTTPResource("/")
    URI gateway;

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://localhost.evil", "http://127.0.0.1.evil", "", "x"})
    void aForeignPageGetsNothing(String origin) throws IOException {
        for (String request :
                new String[] {"GET /", "GET /api/rooms", "POST /send", "OPTIONS /send", "GET /q/health"}) {
            String answer = Http.answer(
                    gateway, request + " HTTP/1.1\r\nOrigin: " + origin + "\r\nContent-Length: 0\r\n", new byte[0]);
            assertThat(Http.status(answer)).isEqualTo(403);
            assertThat(answer).contains("{\"detail\":\"").doesNotContain("Access-Control-Allow-Origin");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://localhost.evil"})
    void aForeignPageOpensNoSocket(String origin) throws IOException {
        for (String path : new String[] {"/live", "/stream", "/bus"}) {
            String answer = Http.answer(
                    gateway,
                    "GET " + path + " HTTP/1.1\r\nOrigin: " + origin
                            + "\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
                    new byte[0]);
            assertThat(Http.status(answer)).isEqualTo(403);
        }
    }

    @Test
    void theOwnPageMayDoEverything() {
        String own = "http://" + gateway.getAuthority();
        given().header("Origin", own)
                .contentType(ContentType.JSON)
                .body("{\"content\":\"hello\"}")
                .post("/send")
                .then()
                .statusCode(200);
        try (Listener reader = Listener.to(gateway, "/live", "Origin", own)) {
            reader.awaitEvents("hello", 1);
        }
    }

    @Test
    void aFormOfAnotherSiteSaysNothing() throws IOException {
        byte[] body = "{\"content\":\"forged\"}".getBytes(StandardCharsets.UTF_8);
        String head = "POST /send HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: " + body.length + "\r\n";

        assertThat(Http.status(Http.answer(gateway, head + "Origin: http://evil.example\r\n", body)))
                .isEqualTo(403);
        assertThat(Http.status(Http.answer(gateway, head, body))).isEqualTo(415);
    }

    @Test
    void tenMegabytesAreRefusedAtOnce() throws IOException {
        byte[] body = new byte[10_000_000];
        Instant start = Instant.now();
        String answer = Http.answer(
                gateway,
                "POST /send HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n",
                body);

        assertThat(Http.status(answer)).isEqualTo(413);
        assertThat(answer).contains("{\"detail\":\"");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aBodyThatHidesItsLengthIsRefusedAsSoonAsItIsTooLong() throws IOException {
        Instant start = Instant.now();
        String answer = Http.answer(
                gateway,
                "POST /send HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n",
                chunked(10_000_000));

        assertThat(Http.status(answer)).isEqualTo(413);
        assertThat(answer).contains("{\"detail\":\"");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aChunkedBodyThatIsShortIsTaken() throws IOException {
        byte[] json = "{\"content\":\"in pieces\"}".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte each : json) {
            body.write(new byte[] {'1', '\r', '\n', each, '\r', '\n'});
        }
        body.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

        String answer = Http.answer(
                gateway,
                "POST /send HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n",
                body.toByteArray());
        assertThat(Http.status(answer)).isEqualTo(200);
    }

    @Test
    void whoAsksBeforeSendingIsAnsweredBeforeSending() throws IOException {
        String answer = Http.answer(
                gateway,
                "POST /send HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 10000000\r\nExpect: 100-continue\r\n",
                new byte[0]);

        assertThat(Http.status(answer)).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/rooms/../../etc/passwd/messages",
                "/api/rooms/%2e%2e/messages",
                "/api/rooms/..%2f..%2fetc/messages",
                "/api/rooms/a%00b/transcript.html",
                "/api/rooms/UPPER/messages",
                "/static/../application.properties",
                "/static/%2e%2e/%2e%2e/application.properties",
                "/static/..%2f..%2fapplication.properties",
                "/api/rooms/a.b/transcript.html",
                "/api/rooms/a/transcript.exe",
                "/api/rooms/ %20/search?q=x"
            })
    void pathsLeadNowhereElse(String path) throws IOException {
        String answer = Http.answer(gateway, "GET " + path + " HTTP/1.1\r\n", new byte[0]);

        assertThat(Http.status(answer)).isIn(400, 404);
        assertThat(answer).doesNotContain("quarkus.");
    }

    @Test
    void aRoomsNameOf300CharactersIsRefused() {
        given().get("/api/rooms/" + "r".repeat(300) + "/messages").then().statusCode(400);
    }

    @Test
    void everyAnswerTellsBrowsersToBeCareful() {
        for (String path : new String[] {"/", "/send", "/nothing", "/static/chat.css"}) {
            given().get(path)
                    .then()
                    .header("Content-Security-Policy", notNullValue())
                    .header("X-Content-Type-Options", equalTo("nosniff"))
                    .header("X-Frame-Options", equalTo("DENY"));
        }
    }

    @Test
    void withoutAPasswordTheLoginPageLeadsToTheRoom() {
        given().redirects().follow(false).get("/login").then().statusCode(303);
    }

    @Test
    void aSocketNeedsAWebSocketHandshake() {
        assertThat(given().get("/live").statusCode()).isBetween(400, 499);
        assertThatThrownBy(() -> Listener.to(gateway, "/nothing")).hasMessageContaining("WebSocketHandshake");
    }

    private static byte[] chunked(int bytes) throws IOException {
        int chunk = 100_000;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int sent = 0; sent < bytes; sent += chunk) {
            body.write((Integer.toHexString(chunk) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            body.write(new byte[chunk]);
            body.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        body.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }
}
