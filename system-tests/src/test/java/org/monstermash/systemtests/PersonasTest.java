package org.monstermash.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.architecture.Repository;

/** Monsters of one's own, and monsters from elsewhere. */
@Tag("system")
class PersonasTest {
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final Duration START = Duration.ofSeconds(30);
    private static final String DRAGON = dragonOfTheReadme();

    @TempDir
    Path dir;

    private Path personas;
    private OpenRoom room;

    private static String dragonOfTheReadme() {
        String section = Repository.section("README.md", "## Your own monster in three steps");
        int begin = section.indexOf("```yaml\n") + "```yaml\n".length();
        return section.substring(begin, section.indexOf("```", begin)).stripIndent();
    }

    @BeforeEach
    void open() throws IOException {
        personas = Files.createDirectory(dir.resolve("my monsters"));
        room = OpenRoom.in(
                Files.createDirectory(dir.resolve("room")),
                Map.of("PACE", "0", "PERSONAS_DIR", personas.toString()),
                List.of());
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void theLogKeepsEmojiAndNamesWithoutALocale() {
        RunningProcess worker = room.startWorker(
                "witch", dir, Map.of("LC_ALL", "POSIX", "BUS__TOKEN", OpenRoom.TOKEN), Jars.worker("witch"));

        assertThat(worker.awaitLine("Morticia 🖤 wakes up")).isNotEmpty();
    }

    @Test
    void aPersonaFileIsAllADragonNeeds() throws IOException {
        Files.writeString(personas.resolve("dragon.yaml"), DRAGON);

        room.startWorker("dragon", "dragon");

        room.client().awaitPersonas(List.of("dragon"));
        room.client().awaitReplyOf("dragon", room.client().say("cave", "Who took my gold?"), ANSWER);
    }

    @Test
    void aCharacterCardIsAllACharacterNeeds() throws IOException {
        Path card = dir.resolve("Count Bramble.png");
        Files.write(card, pictureWith("""
                {"spec":"chara_card_v2","spec_version":"2.0","data":{"name":"Count Bramble",
                "description":"{{char}} grows roses and grudges.","personality":"Thorny.","scenario":"",
                "first_mes":"Mind the hedge, {{user}}.","mes_example":"","tags":[],"extensions":{"talkativeness":"0.5"}}}"""));

        room.startWorker("card", card.toString());

        String key = Awaitility.await()
                .atMost(START)
                .until(
                        () -> room.client().personas().stream()
                                .filter(persona ->
                                        persona.get("display_name").asText().equals("Count Bramble"))
                                .map(persona -> persona.get("key").asText())
                                .findFirst()
                                .orElse(""),
                        found -> !found.isEmpty());
        room.client().awaitReplyOf(key, room.client().say("garden", "@" + key + ", how are the roses?"), ANSWER);
    }

    @Test
    void aTypoInAKeyStopsTheStartWithFileLineAndKey() throws IOException {
        Path file = Files.writeString(personas.resolve("dragon.yaml"), DRAGON.replace("triggers:", "trigers:"));

        RunningProcess worker = room.runToEnd(Map.of(), Jars.worker("dragon"), START);

        assertThat(worker.awaitExit(START)).isEqualTo(2);
        assertThat(worker.err()).singleElement().asString().contains(file.getFileName() + ":6", "trigers");
    }

    @Test
    void aWorkerAttachesFromElsewhereWithTheJavaThatIsThere() throws IOException {
        Path elsewhere = Files.createDirectory(dir.resolve("else where"));
        Map<String, String> environment = new HashMap<>(
                Map.of("GATEWAY_URL", "http://localhost:" + room.port(), "BUS__TOKEN", OpenRoom.TOKEN, "PACE", "0"));

        room.startWorker(
                "witch", elsewhere, environment, Jars.workerWith(Jars.oldJava().orElse(Jars.newJava()), "witch"));

        room.client().awaitPersonas(List.of("witch"));
        JsonNode cause = room.client().say("elsewhere", "The dark night is so beautiful");
        room.client().awaitReplyOf("witch", cause, ANSWER);
        assertThat(elsewhere.resolve("data")).doesNotExist();
    }

    @Test
    void aWorkerWithoutTheTokenIsNotLetIn() {
        RunningProcess worker = room.startWorker(
                "witch",
                dir,
                Map.of("GATEWAY_URL", "http://localhost:" + room.port(), "BUS__TOKEN", "wrong"),
                Jars.worker("witch"));

        assertThat(worker.awaitLine("the token is not the gateway's")).isNotEmpty();
        assertThat(room.client().personas()).isEmpty();
    }

    @Test
    void aWorkerSaysGoodbyeAndEndsInFiveSeconds() {
        RunningProcess worker = room.startWorker("witch", "witch");
        room.client().awaitPersonas(List.of("witch"));

        worker.terminate();

        worker.awaitExit(Duration.ofSeconds(5));
        Awaitility.await()
                .atMost(Duration.ofSeconds(2))
                .until(() -> room.client().personas().isEmpty());
    }

    /** One pixel with a {@code tEXt} chunk named {@code chara}. */
    private static byte[] pictureWith(String card) throws IOException {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", picture);
        byte[] png = picture.toByteArray();
        int end = png.length - 12; // IEND is the last chunk and has no data
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(png, 0, end);
        String encoded = Base64.getEncoder().encodeToString(card.getBytes(StandardCharsets.UTF_8));
        byte[] typeAndData = ("tEXtchara\0" + encoded).getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(typeAndData);
        DataOutputStream chunk = new DataOutputStream(out);
        chunk.writeInt(typeAndData.length - 4);
        chunk.write(typeAndData);
        chunk.writeInt((int) crc.getValue());
        out.write(png, end, 12);
        return out.toByteArray();
    }
}
