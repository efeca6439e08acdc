package org.monstermash.personas.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.personas.Persona;
import org.monstermash.personas.PersonaFileException;
import org.monstermash.personas.cards.Picture;

class PersonaLibraryTest {
    @TempDir
    Path dir;

    @Test
    void aShippedPersonaIsKnownByItsKey() {
        assertThat(library().load("imp").displayName()).isEqualTo("Pip the Imp");
    }

    @Test
    void aFileInTheFolderIsKnownByItsKey() throws IOException {
        write("dragon.yaml", "dragon");
        write("mummy.yml", "mummy");

        assertThat(library().load("dragon").key()).isEqualTo("dragon");
        assertThat(library().load("mummy").key()).isEqualTo("mummy");
    }

    @Test
    void aPathIsReadWhereverItLies() throws IOException {
        Path file = write("anything.yaml", "dragon");

        assertThat(new PersonaLibrary(Optional.empty()).load(file.toString()).key())
                .isEqualTo("dragon");
    }

    @Test
    void onesOwnFileTakesThePlaceOfAShippedPersona() throws IOException {
        write("imp.yaml", "imp");
        write("dragon.yaml", "dragon");

        assertThat(library().load("imp").displayName()).isEqualTo("Own imp");
        assertThat(library().all()).extracting(Persona::displayName).containsExactly("Own imp", "Own dragon");
    }

    @Test
    void otherFilesInTheFolderAreLeftAlone() throws IOException {
        Files.writeString(dir.resolve("README.md"), "notes");
        Files.writeString(dir.resolve("dragon.yaml~"), "backup");

        assertThat(library().all()).extracting(Persona::key).containsExactly("imp");
    }

    @Test
    void aFileNamedUnlikeItsKeySaysSo() throws IOException {
        Path file = write("dragon.yaml", "drake");

        assertRefused("dragon", file + ": key: the key inside is drake, but the file is named dragon: make them equal");
    }

    @Test
    void twoFilesWithOneKeyAreBothNamed() throws IOException {
        Path first = write("dragon.yaml", "dragon");
        Path second = write("dragon.yml", "dragon");

        assertRefused("dragon", first + " and " + second + ": key: both are dragon");
        assertThatExceptionOfType(PersonaFileException.class)
                .isThrownBy(() -> library().all())
                .withMessage(first + " and " + second + ": key: both are dragon");
    }

    @Test
    void anUnknownNameIsAnsweredWithThoseThereAre() throws IOException {
        write("dragon.yaml", "dragon");

        assertRefused(
                "dargon",
                "no persona \"dargon\", did you mean dragon? There are imp, dragon (own ones in " + dir + ")");
        assertRefused("kraken", "no persona \"kraken\": there are imp, dragon (own ones in " + dir + ")");
        assertRefused("a\0b", "no persona \"a b\": there are imp, dragon (own ones in " + dir + ")");
    }

    @Test
    void whatCannotBeReadIsNamed() throws IOException {
        Path absent = dir.resolve("nowhere.yaml");
        Path folder = Files.createDirectory(dir.resolve("folder.yaml"));
        Path latin1 = Files.write(dir.resolve("latin1.yaml"), new byte[] {'k', ':', '\n', (byte) 0xe9, '\n'});
        Path large = Files.write(dir.resolve("large.yaml"), new byte[PersonaFile.MAX_YAML_BYTES + 1]);

        assertRefused(absent.toString(), absent + ": no such file");
        assertRefused(folder.toString(), folder + ": is not a file");
        assertRefused(latin1.toString(), latin1 + ":2: expected UTF-8");
        assertRefused(large.toString(), large + ": larger than 512 KiB");
        assertRefused("some/where.txt", "some/where.txt: expected a .yaml or .yml file, or a card: .png, .json");
    }

    @Test
    void aMissingFolderIsNamed() {
        PersonaLibrary library =
                new PersonaLibrary(List.of("imp"), "/test-personas/", Optional.of(dir.resolve("nowhere")));

        assertThatExceptionOfType(PersonaFileException.class)
                .isThrownBy(library::all)
                .withMessage(dir.resolve("nowhere") + ": PERSONAS_DIR: expected a folder");
    }

    @Test
    void aByteOrderMarkIsNoKey() throws IOException {
        Path file = write("dragon.yaml", "dragon");
        Files.writeString(file, "\uFEFF" + Files.readString(file));

        assertThat(library().load("dragon").key()).isEqualTo("dragon");
    }

    @Test
    void aCardInTheFolderIsKnownByItsNameWhateverItsFileIsCalled() throws IOException {
        Files.write(dir.resolve("download (3).PNG"), Picture.of("chara", card("Ada Byron")));
        Files.writeString(dir.resolve("moss.json"), card("Moss"));

        assertThat(library().load("ada-byron").displayName()).isEqualTo("Ada Byron");
        assertThat(library().load("moss").displayName()).isEqualTo("Moss");
        assertThat(library().load(dir.resolve("download (3).PNG").toString()).key())
                .isEqualTo("ada-byron");
        assertThat(library().all()).extracting(Persona::key).containsExactly("imp", "ada-byron", "moss");
    }

    @Test
    void aBrokenCardKeepsNobodyElseFromStarting() throws IOException {
        write("dragon.yaml", "dragon");
        Path broken = Files.writeString(dir.resolve("broken.png"), "no picture");

        assertThat(library().load("dragon").key()).isEqualTo("dragon");
        assertThat(library().load("imp").key()).isEqualTo("imp");
        assertRefused(
                "kraken",
                "no persona \"kraken\": there are imp, dragon (own ones in " + dir + "); unreadable: " + broken
                        + ": is not a PNG picture");
        assertThatExceptionOfType(PersonaFileException.class)
                .isThrownBy(() -> library().all())
                .withMessage(broken + ": is not a PNG picture");
    }

    @Test
    void aCardAndAFileWithOneKeyAreBothNamed() throws IOException {
        Path card = Files.writeString(dir.resolve("card.json"), card("Dragon"));
        Path file = write("dragon.yaml", "dragon");

        assertRefused("dragon", card + " and " + file + ": key: both are dragon");
    }

    private static String card(String name) {
        return "{\"spec\": \"chara_card_v2\", \"data\": {\"name\": \"" + name + "\"}}";
    }

    private PersonaLibrary library() {
        return new PersonaLibrary(List.of("imp"), "/test-personas/", Optional.of(dir));
    }

    private Path write(String name, String key) throws IOException {
        String yaml = "key: %s\ndisplay_name: Own %s\nsummary: s\nsystem_prompt: p\n".formatted(key, key);
        return Files.writeString(dir.resolve(name), yaml);
    }

    private void assertRefused(String keyOrPath, String message) {
        assertThatExceptionOfType(PersonaFileException.class)
                .isThrownBy(() -> library().load(keyOrPath))
                .withMessage(message);
    }
}
