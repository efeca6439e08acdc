package org.monstermash.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.personas.Persona;

class WorkerCommandTest {
    private static final String DRAGON = """
            key: dragon
            display_name: Smoulder
            summary: A dragon
            system_prompt: You are Smoulder.
            triggers: [gold, fire]
            """;

    @TempDir
    private Path dir;

    private final Map<String, String> environment = new HashMap<>();
    private final List<Assignment> atWork = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpNamesEveryOption() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString())
                .contains("PERSONA", "--all", "--list", "--check", "--config", "--show-prompt", "werewolf");
        assertThat(atWork).isEmpty();
    }

    @Test
    void aNamedPersonaGoesToWork() {
        assertThat(run("witch")).isZero();

        assertThat(atWork).singleElement().satisfies(assignment -> assertThat(assignment.personas())
                .extracting(Persona::key)
                .containsExactly("witch"));
    }

    @Test
    void severalPersonasShareOneProcess() {
        run("witch", "ghost");

        assertThat(atWork.getFirst().personas()).extracting(Persona::key).containsExactly("witch", "ghost");
    }

    @Test
    void allMeansTheShippedOnesAndOnesOwn() throws IOException {
        file("dragon.yaml", DRAGON);
        environment.put("PERSONAS_DIR", dir.toString());

        run("--all");

        assertThat(atWork.getFirst().personas())
                .extracting(Persona::key)
                .containsExactly("witch", "vampire", "ghost", "werewolf", "zombie", "dragon");
    }

    @Test
    void aFileOfOnesOwnGoesToWorkByItsPath() throws IOException {
        Path file = file("dragon.yaml", DRAGON);

        assertThat(run(file.toString())).isZero();
        assertThat(atWork.getFirst().personas()).extracting(Persona::key).containsExactly("dragon");
    }

    @Test
    void checkPrintsWhatWouldSpeak() {
        assertThat(run("witch", "--check")).isZero();

        assertThat(out.toString().lines())
                .containsExactly(
                        "witch\tscripted\t-\tkey: not needed\tdark, elegant, rose, beauty, shadow, moonlight, death, mash");
        assertThat(atWork).isEmpty();
    }

    @Test
    void checkOfAllPrintsALineEach() {
        assertThat(run("--all", "--check")).isZero();

        assertThat(out.toString().lines().map(line -> line.split("\t")[0]))
                .containsExactly("witch", "vampire", "ghost", "werewolf", "zombie");
    }

    @Test
    void checkTellsEveryProblemAndStillTheRest() {
        assertThat(run("--check", "wich", "ghost", "vampyre")).isEqualTo(2);

        assertThat(out.toString()).startsWith("ghost\t");
        assertThat(err.toString().lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("wich"))
                .anyMatch(line -> line.contains("vampyre"));
    }

    @Test
    void listNamesWhoThereIs() {
        assertThat(run("--list")).isZero();

        assertThat(out.toString().lines()).hasSize(5).first().asString().startsWith("witch\t🖤 Morticia\t");
    }

    @Test
    void configPrintsSettingsWithoutSecrets() {
        environment.put("OPENAI_API_KEY", "sk-secret");
        environment.put("UVICORN_PORT", "8001");

        assertThat(run("--config")).isZero();

        assertThat(out.toString().lines())
                .contains("GATEWAY_PORT=8001", "GATEWAY_URL=http://localhost:8001", "OPENAI_API_KEY=***");
        assertThat(out.toString()).doesNotContain("sk-secret");
    }

    @Test
    void showPromptPrintsWhatAModelIsTold() throws IOException {
        Path file = file("dragon.yaml", DRAGON);

        assertThat(run("--show-prompt", file.toString())).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("# dragon\nYou are Smoulder.\n");
    }

    @Test
    void anUnknownPersonaIsOneLineAndTwo() {
        assertThat(run("wich")).isEqualTo(2);

        assertOneLine("wich");
    }

    @Test
    void aTypoInAFileIsOneLineWithFileLineAndKey() throws IOException {
        Path file = file("dragon.yaml", DRAGON + "trigers: [smoke]\n");

        assertThat(run(file.toString())).isEqualTo(2);
        assertOneLine("dragon.yaml", "6", "trigers");
    }

    @Test
    void aBadSettingIsOneLineAndTwo() {
        environment.put("PACE", "slow");

        assertThat(run("witch")).isEqualTo(2);
        assertOneLine("PACE", "slow");
    }

    @Test
    void anUnknownOptionIsOneLineAndTwo() {
        assertThat(run("--al")).isEqualTo(2);

        assertOneLine("--al");
    }

    @Test
    void nobodyNamedIsOneLineAndTwo() {
        assertThat(run()).isEqualTo(2);

        assertOneLine("--all");
    }

    @Test
    void twoPersonasOfOneKeyAreRefused() throws IOException {
        Path file = file("other.yaml", DRAGON.replace("dragon", "witch"));

        assertThat(run("witch", file.toString())).isEqualTo(2);
        assertOneLine("witch");
    }

    @Test
    void kafkaWithoutBrokersIsOneLineAndTwo() {
        environment.put("BUS__BACKEND", "kafka");

        assertThat(run("witch")).isEqualTo(2);
        assertOneLine("BUS__KAFKA__BROKERS");
    }

    @Test
    void onKafkaAPersonaGoesToWork() {
        environment.put("BUS__BACKEND", "kafka");
        environment.put("BUS__KAFKA__BROKERS", "localhost:9092");

        assertThat(run("witch")).isZero();
        assertThat(atWork).hasSize(1);
    }

    private void assertOneLine(String... parts) {
        assertThat(err.toString().lines()).singleElement().asString().contains(parts);
        assertThat(out.toString()).isEmpty();
        assertThat(atWork).isEmpty();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text);
    }

    private int run(String... args) {
        return new WorkerCommand(dir, environment, atWork::add)
                .execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
