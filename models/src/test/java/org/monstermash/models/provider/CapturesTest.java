package org.monstermash.models.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.monstermash.models.stub.Answer;
import org.monstermash.models.stub.Capture;
import org.monstermash.models.stub.StubServer;

/** What real servers sent, byte by byte and cut where they cut it, is understood. */
class CapturesTest {
    private static StubServer stub;

    @BeforeAll
    static void start() {
        stub = StubServer.start();
    }

    @AfterAll
    static void stop() {
        stub.close();
    }

    /** Lengths where the text is long; the toy models make no sense anyway. */
    @ParameterizedTest
    @CsvFileSource(resources = "/captures/expected.csv", delimiter = '|', numLinesToSkip = 1, quoteCharacter = '"')
    void aRecordedAnswerIsUnderstood(String file, String end, String text, String thinking, String message)
            throws InterruptedException {
        Heard heard = hear(file);

        assertThat(ending(heard)).as("%s", heard.failure()).isEqualTo(end);
        assertThat(shortened(heard.text())).isEqualTo(text == null ? "" : text.replace("\\n", "\n"));
        assertThat(shortened(heard.thinking())).isEqualTo(thinking == null ? "" : thinking.replace("\\n", "\n"));
        if (message != null) {
            assertThat(heard.failure()).hasMessageContaining(message);
        }
    }

    @Test
    void everyCaptureIsInTheTable() throws Exception {
        Path folder = Path.of(CapturesTest.class.getResource("/captures").toURI());
        List<String> table = Files.readAllLines(folder.resolve("expected.csv")).stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf('|')).strip())
                .toList();

        assertThat(captures(folder)).containsExactlyInAnyOrderElementsOf(table);
    }

    private static List<String> captures(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt"))
                    .map(name -> name.substring(0, name.length() - 4))
                    .toList();
        }
    }

    private static Heard hear(String file) throws InterruptedException {
        Protocol protocol = file.contains("msg") || file.contains("messages") || file.contains("anthropic")
                ? Protocol.ANTHROPIC
                : Protocol.OPENAI;
        stub.on("/" + file, Answer.replay(Capture.read(file)));
        Endpoint endpoint = new Endpoint("lab/tiny", "tiny", protocol, stub.url("/" + file), Map.of(), Map.of(), false);
        return Heard.from(new ProviderModel(endpoint, Flavour.OPTIONS, RequestGate.open(), (duration, wakeUp) -> {}));
    }

    private static String ending(Heard heard) {
        if (heard.failure() != null) {
            return heard.failure().failure().name();
        }
        return (heard.end().truncated() ? "truncated" : "finished") + " "
                + heard.end().outputTokens();
    }

    /** The beginning, and how many characters there are in all. */
    static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 40) + "…" + text.length();
    }
}
