package org.monstermash.arena.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With stand-ins for pandoc: what it does is its own business, what passes is ours. */
class PandocTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path dir;

    @Test
    void itsHtmlIsUsed() throws IOException {
        Markdown pandoc = new Pandoc(program("echo '<h3>By pandoc</h3><p>'; cat; echo '</p>'"), LONG);
        assertThat(pandoc.html("text é👻")).contains("<h3>By pandoc</h3>", "text é👻");
    }

    @Test
    void itsHtmlIsNotTrusted() throws IOException {
        Markdown pandoc = new Pandoc(program("cat"), LONG);
        assertThat(pandoc.html("<script>alert(1)</script><img src=x onerror=alert(1)><p onclick=x style=y id=z>p</p>"
                        + "<a href='javascript:alert(1)'>a</a><a href='https://example.org'>b</a>"))
                .contains("<p>p</p>", "href=\"https://example.org\"")
                .doesNotContain("script", "img", "onclick", "style", "id=");
    }

    @Test
    void whereItFailsCommonMarkDoesIt() throws IOException {
        String said = "a *b*";
        String expected = "<p>a <em>b</em></p>\n";
        assertThat(new Pandoc(program("echo '<p>half'; exit 3"), LONG).html(said))
                .isEqualTo(expected);
        assertThat(new Pandoc(dir.resolve("is not there"), LONG).html(said)).isEqualTo(expected);
        assertThat(new Pandoc(program("exec sleep 600"), Duration.ofMillis(50)).html(said))
                .isEqualTo(expected);
    }

    @Test
    void aLongTextGoesThrough() throws IOException {
        String text = "word ".repeat(100_000);
        assertThat(new Pandoc(program("cat"), LONG).html(text)).hasSizeGreaterThan(400_000);
    }

    private Path program(String script) throws IOException {
        Path program = Files.createTempFile(
                dir, "pandoc", "", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    }
}
