package org.monstermash.systemtests.page;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what no selector can say. Awaitility polls on another thread, and Playwright belongs to one. */
final class Waiting {
    private static final Duration AT_MOST = Duration.ofSeconds(45);
    private static final double BETWEEN_MS = 100;

    private Waiting() {}

    static void until(String what, Page page, BooleanSupplier condition) {
        long end = System.nanoTime() + AT_MOST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + AT_MOST + ": " + what);
            }
            page.waitForTimeout(BETWEEN_MS);
        }
    }
}
