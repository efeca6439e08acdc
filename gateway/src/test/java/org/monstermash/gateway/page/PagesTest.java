package org.monstermash.gateway.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.monstermash.gateway.fixture.Trouble;

/** What is there to look at. */
@QuarkusTest
class PagesTest {
    @Inject
    Trouble trouble;

    @AfterEach
    void endTrouble() {
        trouble.is(Trouble.Kind.NONE);
    }

    @Test
    void thePageShowsWhatTheFirstGenerationShowed() {
        assertThat(given().get("/").asString())
                .contains(
                        "<title>Monster Mash Chatroom</title>",
                        "🎃",
                        "Demo mode: scripted replies",
                        "aria-live=\"polite\"",
                        "Display name",
                        "placeholder=\"Human Visitor\"",
                        "placeholder=\"Type a greeting or challenge for the monsters…\"",
                        "Send message",
                        "Caretaker",
                        "just now",
                        "Say hello to wake the monsters... if you dare! 🌙");
    }

    @Test
    void thePageHasNothingInlineAndNothingExternal() {
        String html = given().get("/").asString();

        assertThat(html).doesNotContain("<style", "style=", "javascript:", "http://", "https://", "//cdn");
        assertThat(Pattern.compile("\\son[a-z]+=").matcher(html).find()).isFalse();
        assertThat(Pattern.compile("<script(?![^>]*\\ssrc=\"/static/)")
                        .matcher(html)
                        .find())
                .isFalse();
    }

    @Test
    void thePolicyAllowsOnlyWhatIsOurs() {
        given().get("/")
                .then()
                .header("Content-Security-Policy", containsString("script-src 'self';"))
                .header("Content-Security-Policy", containsString("default-src 'none'"));
    }

    @Test
    void noTextOfThePageStandsInItsTemplate() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/templates/chat.html")) {
            String template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String texts = template.replaceAll("(?s)<[^>]*>", " ").replaceAll("\\{[^}]*}", " ");
            // the names of the file types are names
            assertThat(texts.replaceAll("html|md|jsonl|🎃", "").strip()).doesNotContainPattern("\\p{L}");
        }
    }

    @Test
    void whatThePageLoadsIsThere() {
        List<String> loaded = Pattern.compile("(?:src|href)=\"(/static/[^\"]+)\"")
                .matcher(given().get("/").asString())
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(loaded).anyMatch(path -> path.endsWith(".js")).anyMatch(path -> path.endsWith(".css"));
        assertThat(loaded).allSatisfy(path -> given().get(path).then().statusCode(200));
    }

    @Test
    void rawTemplatesAreNotServed() {
        given().get("/templates/chat.html").then().statusCode(404);
        given().get("/static/chat.html").then().statusCode(404);
        given().get("/page-texts.properties").then().statusCode(404);
    }

    @Test
    void theInterfaceIsDocumented() {
        given().get("/openapi.json")
                .then()
                .statusCode(200)
                .body("info.title", equalTo("Monster Mash Chatroom"))
                .body("info.version", equalTo("0.1.0"));
        given().get("/docs").then().statusCode(200).body(containsString("swagger"));
        given().get("/redoc").then().statusCode(200).body(containsString("/api/rooms/{room}/messages"));
    }

    @Test
    void aLivingGatewayIsAlsoReadyWhenItsBusIs() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);

        trouble.is(Trouble.Kind.AWAY);
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(503).body(containsString("the history cannot be written"));
    }

    @Test
    void metersAreOurOwn() {
        given().contentType("application/json")
                .body("{\"content\":\"counted\"}")
                .post("/send");

        assertThat(given().get("/q/metrics").asString())
                .contains("monstermash_messages_stored_total{role=\"human\"}", "monstermash_connections");
    }
}
