package org.monstermash.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DotEnvTest {
    /** What stood in the environment when python-dotenv 1.2.4 read the files of {@code python-dotenv.json}. */
    private static final Map<String, String> ENVIRONMENT = Map.of("HOME_OF_CATS", "sofa", "A_SET", "from environment");

    @TempDir
    Path dir;

    record Example(String file, Map<String, String> values) {}

    static Stream<Example> examples() throws IOException {
        try (InputStream examples = DotEnvTest.class.getResourceAsStream("/python-dotenv.json")) {
            return new ObjectMapper().readValue(examples, new TypeReference<List<Example>>() {}).stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aFileMeansWhatItMeansToPythonDotenv(Example example) {
        assertThat(DotEnv.parse(example.file(), ENVIRONMENT)).isEqualTo(example.values());
    }

    @Test
    void aLongQuotedValueIsReadWhole() {
        String text = "x\\\\y ".repeat(50_000);

        assertThat(DotEnv.parse("A='" + text + "'\nB=2", Map.of()))
                .containsEntry("A", "x\\y ".repeat(50_000))
                .containsEntry("B", "2");
    }

    @Test
    void withoutAFileNothingIsSet() {
        assertThat(DotEnv.read(dir.resolve(".env"), Map.of())).isEmpty();
    }

    @Test
    void aFolderOfThatNameIsNoFile() throws IOException {
        Files.createDirectory(dir.resolve(".env"));

        assertThat(DotEnv.read(dir.resolve(".env"), Map.of())).isEmpty();
    }

    @Test
    void bytesThatAreNoTextSpoilOnlyTheirLine() throws IOException {
        Files.write(dir.resolve(".env"), new byte[] {'A', '=', (byte) 0xFF, '\n', 'B', '=', '2', '\n'});

        assertThat(DotEnv.read(dir.resolve(".env"), Map.of())).containsEntry("B", "2");
    }
}
