package org.monstermash.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.monstermash.architecture.Repository;

/** What README tells people to say wakes whom it says. Without pauses, each line in a room of its own. */
@Tag("system")
class StarterLinesTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z]+)` \\|.*$");
    private static final Pattern QUOTED = Pattern.compile("[“\"]([^”\"]+)[”\"]");
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final String FOR_ALL = "Who's the scariest monster at this party?";

    @TempDir
    static Path dir;

    private static OpenRoom room;

    record Line(String persona, String text) {}

    @BeforeAll
    static void open() {
        room = OpenRoom.in(dir, Map.of("PACE", "0"), OpenRoom.THE_FIVE);
    }

    @AfterAll
    static void close() {
        room.close();
    }

    static Stream<Line> linesForOne() {
        return ROW.matcher(talking()).results().flatMap(row -> QUOTED.matcher(row.group())
                .results()
                .map(quoted -> new Line(row.group(1), quoted.group(1))));
    }

    static Stream<String> linesForAll() {
        return talking().lines().filter(line -> line.startsWith("- ")).flatMap(line -> QUOTED.matcher(line)
                .results()
                .map(quoted -> quoted.group(1)));
    }

    private static String talking() {
        return Repository.section("README.md", "## Talk with the monsters");
    }

    @Test
    void thereAreThreeLinesForEveryoneAndThreeForEach() {
        assertThat(linesForOne())
                .hasSize(15)
                .extracting(Line::persona)
                .containsOnly("witch", "vampire", "ghost", "werewolf", "zombie");
        assertThat(linesForAll()).hasSize(3).contains(FOR_ALL);
    }

    @ParameterizedTest
    @MethodSource("linesForOne")
    void aStarterLineWakesTheMonsterItIsMeantFor(Line line) {
        JsonNode cause = room.client().say(roomFor(line.text()), line.text());

        room.client().awaitReplyOf(line.persona(), cause, ANSWER);
    }

    @ParameterizedTest
    @MethodSource("linesForAll")
    void aLineForEveryoneWakesEveryMonsterItHoldsATriggerOf(String text) {
        List<String> woken = text.equals(FOR_ALL) ? OpenRoom.THE_FIVE : holdersOfATriggerIn(text);
        assertThat(woken).hasSizeGreaterThan(1);

        JsonNode cause = room.client().say(roomFor(text), text);

        woken.forEach(persona -> room.client().awaitReplyOf(persona, cause, ANSWER));
    }

    @Test
    void aHundredRoomsSpokenToAtOnceAreAllAnswered() {
        List<JsonNode> causes = IntStream.range(0, 100)
                .parallel()
                .mapToObj(number -> room.client().say("hundred-" + number, "@witch, good evening!"))
                .toList();

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(causes)
                .allSatisfy(cause ->
                        assertThat(room.client().personasThatAnswered(cause)).containsOnlyOnce("witch")));
    }

    private static List<String> holdersOfATriggerIn(String text) {
        List<String> words = Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^a-z]+"));
        return room.client().personas().stream()
                .filter(persona -> Json.list(persona.get("triggers")).stream()
                        .map(JsonNode::asText)
                        .anyMatch(trigger -> words.contains(trigger) || words.contains(trigger + "s")))
                .map(persona -> persona.get("key").asText())
                .toList();
    }

    private static String roomFor(String text) {
        return "starter-" + Integer.toHexString(text.hashCode());
    }
}
