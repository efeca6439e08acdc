package org.monstermash.systemtests.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.systemtests.OpenRoom;

/**
 * The pictures of the README, made from the page as it is. They go to {@code target/images}; with {@code
 * -Dmonstermash.images=docs/images} they replace those of the README.
 */
@Tag("system")
class PicturesTest {
    private static final int FRAMES = 44;
    private static final Duration FRAME = Duration.ofMillis(250);
    private static final ChatBrowser.Size SMALL = new ChatBrowser.Size(760, 600);

    @TempDir
    static Path dir;

    private static OpenRoom room;
    private static ChatBrowser browser;
    private static Path images;

    @BeforeAll
    static void open() throws IOException {
        images = Path.of(Optional.ofNullable(System.getProperty("monstermash.images"))
                .filter(path -> !path.isBlank())
                .orElse("target/images"));
        Files.createDirectories(images);
        room = OpenRoom.in(dir, Map.of(), OpenRoom.THE_FIVE);
        browser = ChatBrowser.launch();
    }

    @AfterAll
    static void close() {
        browser.close();
        room.close();
    }

    @Test
    void screenshots() {
        try (ChatTab wide = browser.enter(room.port(), "crypt");
                ChatTab phone = browser.enter(room.port(), "crypt", ChatBrowser.PHONE)) {
            wide.page().waitForSelector(".starter-chip");
            picture(wide, "empty-room.png");
            wide.name().fill("Vera");
            wide.say("The moon is full, blood is flowing, and the dark shadows are beautiful!");
            wide.page().waitForSelector("article.message[data-tint=vampire]:not(.reply)");
            wide.say("@all, who is the scariest monster at this party?");
            Waiting.until(
                    "three speak",
                    wide.page(),
                    () -> wide.page().locator("article.reply .body:not(:empty)").count() >= 3);
            picture(wide, "conversation-wide.png");
            picture(phone, "conversation-phone.png");
        }
    }

    @Test
    void animation() throws IOException {
        try (ChatTab tab = browser.enter(room.port(), "film", SMALL, true)) {
            List<byte[]> frames = new ArrayList<>();
            tab.name().fill("Vera");
            tab.message().fill("Let's have a monster mash in the graveyard, everyone!");
            frames.add(shot(tab));
            tab.message().press("Enter");
            for (int frame = 1; frame < FRAMES; frame++) {
                tab.page().waitForTimeout(FRAME.toMillis() / 2.0);
                frames.add(shot(tab));
            }
            Path film = images.resolve("conversation.png");
            AnimatedPng.write(film, frames, FRAME);

            assertThat(film).isNotEmptyFile();
            assertThat(Files.size(film)).as("small enough for a README").isLessThan(5_000_000);
        }
    }

    private static void picture(ChatTab tab, String file) {
        tab.page().screenshot(new Page.ScreenshotOptions().setPath(images.resolve(file)));
        assertThat(images.resolve(file)).isNotEmptyFile();
    }

    private static byte[] shot(ChatTab tab) {
        return tab.page().screenshot();
    }
}
