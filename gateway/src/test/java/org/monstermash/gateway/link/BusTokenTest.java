package org.monstermash.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.settings.SettingsException;

class BusTokenTest {
    @TempDir
    Path folder;

    @Test
    void aTokenThatIsSetNeedsNoFile() {
        Path file = folder.resolve("bus.token");

        assertThat(BusToken.of(Optional.of("secret"), file).isShownBy("Bearer secret"))
                .isTrue();
        assertThat(file).doesNotExist();
    }

    @Test
    void aMissingFileIsMadeForItsOwnerOnlyAndKept() throws IOException {
        Path file = folder.resolve("data/bus.token");
        BusToken first = BusToken.of(Optional.empty(), file);
        String token = Files.readString(file).strip();

        assertThat(token).matches("[0-9a-f]{64}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(first.isShownBy("Bearer " + token)).isTrue();
        assertThat(BusToken.of(Optional.empty(), file).isShownBy("Bearer " + token))
                .isTrue();
        assertThat(folder.resolve("data")).isDirectoryContaining(each -> each.equals(file));
        assertThat(Files.list(folder.resolve("data"))).hasSize(1);
    }

    @Test
    void anEmptyFileStopsTheStartInOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("bus.token"), "\n");

        assertThatThrownBy(() -> BusToken.of(Optional.empty(), file))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("BUS__TOKEN_FILE")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void nothingButTheTokenIsTheToken() {
        BusToken token = BusToken.of(Optional.of("secret"), folder.resolve("bus.token"));

        assertThat(token.isShownBy(null)).isFalse();
        assertThat(token.isShownBy("")).isFalse();
        assertThat(token.isShownBy("secret")).isFalse();
        assertThat(token.isShownBy("Bearer secre")).isFalse();
        assertThat(token.isShownBy("Bearer secret ")).isFalse();
        assertThat(token.toString()).doesNotContain("secret");
    }
}
