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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.monstermash.models.stub.Answer;
import org.monstermash.models.stub.StubServer;
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
    void showPromptPrintsTheRequestWithoutItsKey() throws IOException {
        Path file = file("dragon.yaml", DRAGON);
        environment.put("MODEL_ROUTING__DEFAULT_MODEL", "anthropic/claude-sonnet-4-5");
        environment.put("ANTHROPIC_API_KEY", "sk-secret");

        assertThat(run("--show-prompt", file.toString())).isZero();

        assertThat(out.toString())
                .startsWith("# dragon\nPOST https://api.anthropic.com/v1/messages\n")
                .contains("x-api-key: ***", "You are Smoulder.", "claude-sonnet-4-5", "1024")
                .contains("Ada: Smoulder, what do you think of the moon?", "Write the next reply only as Smoulder.")
                .doesNotContain("sk-secret");
    }

    @Test
    void checkPrintsModelEndpointAndKeyOfEachPersona() {
        environment.put("DEMO_MODE", "false");
        environment.put("OPENAI_API_KEY", "sk-secret");
        environment.put("MODEL_ROUTING__PERSONA_MODEL_MAP", "{\"ghost\":\"ollama/llama3.2\"}");

        assertThat(run("--check", "witch", "ghost")).isZero();

        assertThat(out.toString().lines().map(line -> line.substring(0, line.lastIndexOf('\t'))))
                .containsExactly(
                        "witch\topenai/gpt-4o-mini\thttps://api.openai.com/v1/chat/completions\tkey: present",
                        "ghost\tollama/llama3.2\thttp://localhost:11434/api/chat\tkey: not needed");
        assertThat(out + "" + err).doesNotContain("sk-secret");
    }

    @Test
    void checkTellsWhatStandsInTheWayOfEachModel() {
        environment.put("DEMO_MODE", "false");
        environment.put("MODEL_ROUTING__PERSONA_MODEL_MAP", "{\"witch\":\"claude-3\",\"ghost\":\"groq/m\"}");

        assertThat(run("--check", "witch", "ghost")).isEqualTo(2);

        assertThat(out.toString())
                .contains("witch\tclaude-3\t-\t", "ghost\tgroq/m\thttps://api.groq.com")
                .contains("key: missing");
        assertThat(err.toString().lines())
                .hasSize(3)
                .anyMatch(line -> line.contains("anthropic/claude-3") && line.contains("witch"))
                .anyMatch(line -> line.contains("GROQ_API_KEY") && line.contains("ghost"))
                .anyMatch(line -> line.contains("OPENAI_API_KEY") && line.contains("DEFAULT_MODEL"));
    }

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-4-5, anthropic/claude-sonnet-4-5",
        "gemini-2.5-flash, gemini/gemini-2.5-flash",
        "opena/gpt-4o, there is no provider opena",
        "azure/my-gpt, AZURE_API_BASE",
        "gpt-4o, OPENAI_API_KEY"
    })
    void aModelThatCannotBeAskedStopsTheStartWithItsSpelling(String model, String expected) {
        environment.put("DEMO_MODE", "false");
        environment.put("MODEL_ROUTING__DEFAULT_MODEL", "ollama/llama3.2");
        environment.put("MODEL_ROUTING__PERSONA_MODEL_MAP", "{\"witch\":\"" + model + "\"}");

        assertThat(run("witch")).isEqualTo(2);
        assertOneLine(model, "expected", expected);
    }

    @Test
    void theDefaultModelIsCheckedToo() {
        environment.put("DEMO_MODE", "false");
        environment.put("MODEL_ROUTING__PERSONA_MODEL_MAP", "{\"witch\":\"ollama/llama3.2\"}");

        assertThat(run("witch")).isEqualTo(2);
        assertOneLine("OPENAI_API_KEY", "DEMO_MODE");
    }

    @Test
    void modelsOfThoseWhoWorkElsewhereAreNotChecked() {
        environment.put("DEMO_MODE", "false");
        environment.put("MODEL_ROUTING__DEFAULT_MODEL", "ollama/llama3.2");
        environment.put("MODEL_ROUTING__PERSONA_MODEL_MAP", "{\"ghost\":\"groq/m\"}");

        assertThat(run("witch")).isZero();
    }

    @Test
    void inDemoModeNothingAboutModelsStopsTheStart() {
        environment.put("MODEL_ROUTING__DEFAULT_MODEL", "claude-3");

        assertThat(run("witch")).isZero();
    }

    @Test
    void brokenJsonInTheMapStopsTheStart() {
        environment.put("MODEL_ROUTING__PERSONA_MODEL_MAP", "{\"witch\":");

        assertThat(run("witch")).isEqualTo(2);
        assertOneLine("MODEL_ROUTING__PERSONA_MODEL_MAP", "expected");
    }

    @Test
    void tryAsksEachModelOnceAndPrintsTextTokensAndTimes() {
        try (StubServer stub = StubServer.start()) {
            stub.on("/v1/chat/completions", Answer.openAi("Good", " evening!"));
            stub.on("/api/chat", Answer.ollama("Boo."));
            environment.put("OPENAI_API_BASE", stub.base() + "/v1");
            environment.put("OLLAMA_API_BASE", stub.base());
            environment.put("MODEL_ROUTING__PERSONA_MODEL_MAP", "{\"ghost\":\"ollama/llama3.2\"}");

            assertThat(run("--try")).isZero();

            assertThat(out.toString())
                    .contains("openai/gpt-4o-mini", "Good evening!", "ollama/llama3.2", "Boo.", "tokens in", " ms");
            assertThat(stub.requests()).hasSize(2);
        }
    }

    @Test
    void tryEndsWithOneWhenAModelDoesNotAnswer() {
        try (StubServer stub = StubServer.start()) {
            stub.on("/v1/chat/completions", Answer.openAi("Yes?"));
            environment.put("MODEL_ROUTING__ENDPOINTS__LAB", stub.base() + "/v1");
            environment.put("OLLAMA_API_BASE", stub.base() + "/nowhere");

            assertThat(run("--try", "--model", "lab/m", "--model", "ollama/m", "--model", "claude-3"))
                    .isEqualTo(1);

            assertThat(out.toString()).contains("Yes?", "❌ refused", "anthropic/claude-3");
        }
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
