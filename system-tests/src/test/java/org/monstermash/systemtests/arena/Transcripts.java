package org.monstermash.systemtests.arena;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.monstermash.architecture.Repository;

/** Transcripts as another program would write them, and the jar that makes pages of them. */
final class Transcripts {
    private static final Path JAR = Repository.ROOT.resolve("arena/target/arena.jar");
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Transcripts() {}

    static Map<String, Object> participant(String everything) {
        return Map.of(
                "name", everything,
                "model", everything,
                "endpoint", everything,
                "protocol", everything,
                "system", everything,
                "emoji", everything,
                "headers", Map.of(everything, everything),
                "payload", Map.of(everything, List.of(everything)),
                "preamble", List.of(Map.of("role", "user", "content", everything)));
    }

    static Map<String, Object> header(List<Map<String, Object>> participants, String stopOn) {
        Map<String, Object> settings = new LinkedHashMap<>(
                Map.of("max_turns", 30, "max_chars", 10_000, "filter_thinking", true, "stream", true, "pause_ms", 0));
        settings.put("stop_on", List.of(stopOn));
        settings.put("budget_tokens", 0);
        settings.put("context_tokens", 0);
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("type", "header");
        header.put("format", "monster-mash-duel");
        header.put("version", 1);
        header.put("id", "0a1b2c");
        header.put("started_at", "2026-11-29T12:00:00Z");
        header.put("participants", participants);
        header.put("opening", "Hello!");
        header.put("settings", settings);
        return header;
    }

    static Map<String, Object> turn(int number, int speaker, String name, String text, String thinking) {
        Map<String, Object> turn = new LinkedHashMap<>();
        turn.put("type", "turn");
        turn.put("number", number);
        turn.put("speaker", speaker);
        turn.put("name", name);
        turn.put("model", name);
        turn.put("started_at", "2026-11-29T12:00:01Z");
        turn.put("text", text);
        turn.put("thinking", thinking);
        turn.put("duration_ms", 1_000);
        turn.put("first_token_ms", 100);
        turn.put("output_tokens", 10);
        turn.put("notes", List.of(thinking));
        return turn;
    }

    static Map<String, Object> end(String text) {
        return Map.of("type", "end", "reason", "error", "text", text, "ended_at", "2026-11-29T12:10:00Z");
    }

    static Path write(Path file, List<Map<String, Object>> lines) throws IOException {
        List<String> json = new ArrayList<>();
        for (Map<String, Object> line : lines) {
            json.add(line(line));
        }
        return Files.write(file, json);
    }

    private static String line(Map<String, Object> line) throws JsonProcessingException {
        return JSON.writeValueAsString(line);
    }

    /** Runs the arena to its end. */
    static void arena(Path dir, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        Path log = dir.resolve("arena.log");
        Process process = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new AssertionError(command + ": " + Files.readString(log, StandardCharsets.UTF_8));
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
