package org.monstermash.gateway.page;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.Seat;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.PersonaCard;
import org.monstermash.bus.event.Role;
import org.monstermash.gateway.fixture.Personas;

/** The list of watched duels. */
@QuarkusTest
class ArenaPageTest {
    @Inject
    ChatBus bus;

    private static PersonaCard guest(String duel, String name) {
        return new PersonaCard(
                "duel-" + duel + "-" + name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]", ""),
                name,
                "",
                "In a duel",
                List.of(),
                List.of(),
                "ollama/" + name,
                Instant.now());
    }

    private void says(String duel, String name, String content) {
        bus.publish(new Message(
                        Ids.random(),
                        "arena-" + duel,
                        0,
                        name,
                        Role.MONSTER,
                        content,
                        guest(duel, name).key(),
                        null,
                        Instant.parse("2026-10-31T23:00:00Z"),
                        null,
                        "ollama/" + name,
                        null,
                        null,
                        false,
                        null,
                        Map.of()))
                .join();
    }

    private static String section(String id) {
        String page = given().get("/arena").then().statusCode(200).extract().asString();
        return page.substring(page.indexOf("id=\"" + id + "\"")).split("</section>")[0];
    }

    @Test
    void aDuelIsRunningAsLongAsItsGuestsAreThereAndThenFinished() {
        says("0a0a01", "Luna", "Hello!");
        says("0a0a01", "Sol", "Hi.");
        Seat luna = Personas.awake(bus, guest("0a0a01", "Luna"));

        await().atMost(ofSeconds(20)).until(() -> section("running").contains("arena-0a0a01"));
        assertThat(section("running"))
                .contains("Luna", "Sol", "ollama/Luna", "ollama/Sol", "2 turns", "/?room=arena-0a0a01")
                .contains("/api/rooms/arena-0a0a01/transcript.html", "2026-10-31 23:00 UTC");

        luna.close();
        await().atMost(ofSeconds(20)).until(() -> section("finished").contains("arena-0a0a01"));
        assertThat(section("running")).doesNotContain("arena-0a0a01");
    }

    @Test
    void aDuelThatHasNotSaidAWordIsListedToo() {
        Seat luna = Personas.awake(bus, guest("0a0a02", "Luna"));

        await().atMost(ofSeconds(20)).until(() -> section("running").contains("arena-0a0a02"));
        luna.close();
    }

    @Test
    void otherRoomsAreNoDuels() {
        given().contentType("application/json")
                .body("{\"content\":\"hello\",\"room\":\"parlour\"}")
                .post("/send");

        assertThat(given().get("/arena").asString()).doesNotContain("parlour");
    }

    @Test
    void whatModelsAndGuestsAreCalledIsTextAndNothingIsInline() {
        says("0a0a03", "<script>alert(1)</script>", "<img src=x onerror=alert(2)>");

        String page = given().get("/arena")
                .then()
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .extract()
                .asString();

        assertThat(page).contains("&lt;img src=x onerror=alert(2)&gt;").doesNotContain("<script", "<style", "style=");
        assertThat(Pattern.compile("<[^>]*\\son[a-z]+=").matcher(page).find()).isFalse();
    }

    @Test
    void aGuestsNameIsTakenOnlyAsLongAsItIsThere() {
        Seat luna = Personas.awake(bus, guest("0a0a04", "Selene"));
        String body = "{\"content\":\"hello\",\"author\":\"Selene\",\"room\":\"parlour\"}";

        await().atMost(ofSeconds(20))
                .until(() -> given().contentType("application/json")
                                .body(body)
                                .post("/send")
                                .statusCode()
                        == 409);
        luna.close();
        await().atMost(ofSeconds(20))
                .until(() -> given().contentType("application/json")
                                .body(body)
                                .post("/send")
                                .statusCode()
                        == 200);
    }
}
