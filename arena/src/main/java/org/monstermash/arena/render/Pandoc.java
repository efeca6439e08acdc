package org.monstermash.arena.render;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jsoup.Jsoup;
import org.jsoup.safety.Safelist;

/**
 * Lets a pandoc make the HTML, for those who want its Markdown. It has five seconds a text; when it fails or takes longer,
 * CommonMark does it. What pandoc writes is not trusted: only tags of text pass.
 */
public final class Pandoc implements Markdown {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Safelist TEXT = Safelist.basic()
            .addTags("h3", "h4", "h5", "h6", "hr", "del", "table", "thead", "tbody", "tr", "th", "td", "div")
            .removeProtocols("a", "href", "ftp");

    private final List<String> command;
    private final Duration limit;
    private final Markdown otherwise = new CommonMark();

    public Pandoc(Path pandoc) {
        this(pandoc, LIMIT);
    }

    Pandoc(Path pandoc, Duration limit) {
        // Two below: the page and the card have their headings.
        this.command = List.of(
                Objects.requireNonNull(pandoc, "pandoc").toString(),
                "--from=markdown-raw_html-raw_tex-raw_attribute",
                "--to=html",
                "--shift-heading-level-by=2");
        this.limit = limit;
    }

    @Override
    public String html(String text) {
        try {
            return Jsoup.clean(rendered(text), TEXT);
        } catch (IOException | TimeoutException | ExecutionException e) {
            return otherwise.html(text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise.html(text);
        }
    }

    private String rendered(String text)
            throws IOException, InterruptedException, TimeoutException, ExecutionException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            // Both ways at once: a pipe that is full in one direction must not stop the other.
            CompletableFuture<String> html = CompletableFuture.supplyAsync(() -> read(process), Pandoc::onItsOwnThread);
            onItsOwnThread(() -> write(process, text));
            String answer = html.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                throw new IOException(command.getFirst() + " failed");
            }
            return answer;
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Process process) {
        try (var out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void write(Process process, String text) {
        try (var in = process.getOutputStream()) {
            in.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // it stopped reading: what it answers, and how it ended, is looked at
        }
    }

    private static void onItsOwnThread(Runnable run) {
        Thread.ofVirtual().start(run);
    }
}
