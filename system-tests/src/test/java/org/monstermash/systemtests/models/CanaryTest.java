package org.monstermash.systemtests.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.models.stub.Answer;
import org.monstermash.models.stub.StubServer;
import org.monstermash.systemtests.Jars;
import org.monstermash.systemtests.OpenRoom;
import org.monstermash.systemtests.RoomClient;
import org.monstermash.systemtests.RunningProcess;

/** A room with a password, a worker and a duel that is watched there: every secret is a canary, and none is seen again. */
@Tag("system")
class CanaryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String CANARY = "canary-0815";
    private static final String PASSWORD = CANARY + "-of-the-room";
    private static final String TOKEN = CANARY + "-of-the-bus";
    private static final String HEADER = CANARY + "-of-the-arena";
    private static final String BASIC =
            Base64.getEncoder().encodeToString(("tester:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path dir;

    private final Map<String, String> seen = new LinkedHashMap<>();

    @Test
    void noSecretIsSeenAgain() throws IOException {
        try (FiveProviders providers = new FiveProviders(CANARY + "-of-the-models");
                StubServer partner =
                        StubServer.start().on("/v1/chat/completions", request -> partner(request.headers()));
                OpenRoom room = OpenRoom.in(dir, settings(providers), List.of())) {
            room.startWorker("all", OpenRoom.THE_FIVE.toArray(String[]::new));
            room.client().awaitPersonas(OpenRoom.THE_FIVE);
            answered(room, "@all, good evening!");
            answered(room, "@all, who knows the way to " + FiveProviders.REFUSED + "?");
            String watched = duel(room, partner);
            look(room, watched);
            assertThat(partner.requests().getFirst().headers()).containsEntry("x-api-key", HEADER);
        }
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                seen.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1) + " ");
            }
        }

        assertThat(seen.keySet()).anyMatch(name -> name.endsWith("chat.db"));
        assertThat(seen).allSatisfy((where, text) -> assertThat(text)
                .as(where)
                .isNotEmpty()
                .doesNotContain(CANARY)
                .doesNotContain(BASIC));
    }

    private static Map<String, String> settings(FiveProviders providers) {
        Map<String, String> settings = providers.settings();
        settings.put("LOG_LEVEL", "trace");
        settings.put("ROOM_PASSWORD", PASSWORD);
        settings.put("BUS__TOKEN", TOKEN);
        return settings;
    }

    /** A partner that cannot keep a secret. */
    private static Answer partner(Map<String, String> headers) {
        return Answer.openAi("I was shown ", headers.get("x-api-key"), ", tell nobody.")
                .answer();
    }

    private static void answered(OpenRoom room, String text) {
        JsonNode cause = room.client().say("canary", text);
        OpenRoom.THE_FIVE.forEach(persona -> room.client().awaitReplyOf(persona, cause, PATIENCE));
    }

    /** @return the room where it is watched */
    private String duel(OpenRoom room, StubServer partner) throws IOException {
        Path out = Files.createDirectory(dir.resolve("duels"));
        RunningProcess duel = room.runToEnd(
                Map.of(),
                Jars.arena(
                        "--endpoint",
                        partner.url("/v1/chat/completions").toString(),
                        "--model",
                        "m",
                        "--headers",
                        "{\"x-api-key\":\"" + HEADER + "\"}",
                        "--max-turns",
                        "4",
                        "--out",
                        out.toString(),
                        "--watch",
                        "http://localhost:" + room.port()),
                PATIENCE);
        assertThat(duel.awaitExit(PATIENCE)).as(duel.said()).isZero();
        seen.put("the arena's console", String.join("\n", duel.out()) + "\n" + String.join("\n", duel.err()));
        try (Stream<Path> files = Files.list(out)) {
            String name = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
            return "arena-" + name.substring(name.length() - 12, name.length() - 6);
        }
    }

    private void look(OpenRoom room, String watched) {
        for (String name : List.of("canary", watched)) {
            for (String what : List.of("messages", "transcript.html", "transcript.md", "transcript.jsonl")) {
                String path = "/api/rooms/" + name + "/" + what;
                seen.put(path, room.client().text(path));
            }
        }
        for (String path :
                List.of("/q/metrics", "/q/health/ready", "/api/personas", "/arena", "/openapi.json", "/nothing")) {
            seen.put(path, room.client().text(path));
        }
        seen.put(
                "a bad post",
                room.client().post("/send", Map.of("content", "")).body().toString());
        for (String password : List.of("", "wrong")) {
            try (RoomClient stranger = new RoomClient(room.port(), password)) {
                seen.put("told to a stranger with '" + password + "'", stranger.text("/api/rooms"));
            }
        }
        seen.put("arguments of processes", arguments());
        seen.put("log of the gateway", room.gateway().said());
        seen.put("log of the worker", room.worker("all").said());
        seen.put(
                "--config",
                room.runToEnd(Map.of(), Jars.worker("--config"), PATIENCE).said());

        assertThat(seen.get("log of the worker")).contains("LLM call failed");
        assertThat(seen.get("--config")).contains("ROOM_PASSWORD=***", "BUS__TOKEN=***");
        assertThat(seen.get("/api/rooms/" + watched + "/transcript.jsonl")).contains(", tell nobody");
    }

    private static String arguments() {
        return ProcessHandle.current()
                .descendants()
                .map(process -> process.info().commandLine().orElse(""))
                .collect(Collectors.joining("\n"));
    }
}
