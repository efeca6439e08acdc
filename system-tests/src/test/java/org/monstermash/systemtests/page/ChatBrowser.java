package org.monstermash.systemtests.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chromium without a window. Every tab has a profile of its own, like another person's browser. One thread only. */
public final class ChatBrowser implements AutoCloseable {
    /** {@code CHROMIUM}, or where Debian puts it. */
    private static final Path CHROMIUM =
            Path.of(Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium"));

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** Wide enough for the roster beside the conversation. */
    public static final Size WIDE = new Size(1440, 900);

    static final Size PHONE = new Size(390, 844);

    private final Playwright playwright;
    private final Browser browser;

    public record Size(int width, int height) {}

    private ChatBrowser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(ARGUMENTS));
    }

    public static ChatBrowser launch() {
        return new ChatBrowser();
    }

    public Browser browser() {
        return browser;
    }

    /** A tab in the room, connected. */
    ChatTab enter(int port, String room) {
        return enter(port, room, WIDE);
    }

    public ChatTab enter(int port, String room, Size size) {
        return enter(port, room, size, false);
    }

    /** @param moving whether the page may animate; where it is looked at pixel by pixel or measured it may not */
    ChatTab enter(int port, String room, Size size, boolean moving) {
        return enter(port, room, profile(size, moving));
    }

    /** @param script runs before those of the page */
    ChatTab enter(int port, String room, String script) {
        BrowserContext profile = profile(WIDE, false);
        profile.addInitScript(script);
        return enter(port, room, profile);
    }

    private BrowserContext profile(Size size, boolean moving) {
        return browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(size.width(), size.height())
                .setHasTouch(size.width() < 600)
                .setReducedMotion(moving ? ReducedMotion.NO_PREFERENCE : ReducedMotion.REDUCE));
    }

    private static ChatTab enter(int port, String room, BrowserContext profile) {
        ChatTab tab = new ChatTab(profile, "http://localhost:" + port);
        tab.visit(room);
        tab.awaitConnected();
        return tab;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
