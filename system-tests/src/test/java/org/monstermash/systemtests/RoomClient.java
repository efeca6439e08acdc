package org.monstermash.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A person with a program: no browser, so no {@code Origin}. Any thread may call. */
public final class RoomClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final int PAGE = 200;

    private final int port;
    private final String password;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public RoomClient(int port) {
        this(port, "");
    }

    /** @param password of the room; empty where there is none */
    public RoomClient(int port, String password) {
        this.port = port;
        this.password = password;
    }

    public record Answer(int status, JsonNode body) {}

    /** Posts and expects to be heard. */
    public JsonNode say(String room, String content) {
        Answer answer = post("/send", Map.of("room", room, "author", "Tester", "content", content));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body();
    }

    public Answer post(String path, Map<String, ?> body) {
        try {
            return tryPost(path, body);
        } catch (IOException e) {
            throw new AssertionError(path + ": " + e, e);
        }
    }

    /** Fails with the connection. */
    public Answer tryPost(String path, Map<String, ?> body) throws IOException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body))));
    }

    /** From now on the persona is silent in the room. */
    public void mute(String room, String persona) {
        String path = "/api/rooms/" + room + "/personas/" + persona + "/muted";
        try {
            Answer answer = send(request(path)
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString(Json.write(Map.of("muted", true)))));
            assertThat(answer.status()).as(path).isEqualTo(204);
        } catch (IOException e) {
            throw new AssertionError(path + ": " + e, e);
        }
    }

    /** Fails with the connection. */
    public Answer tryGet(String path) throws IOException {
        return send(request(path));
    }

    public JsonNode get(String path) {
        try {
            Answer answer = tryGet(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new AssertionError(path + ": " + e, e);
        }
    }

    /** What a path answers, as text. */
    public String text(String path) {
        try {
            return http.send(request(path).build(), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new AssertionError(path + ": " + e, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(PATIENCE);
        if (!password.isEmpty()) {
            byte[] card = ("tester:" + password).getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(card));
        }
        return request;
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            String body = response.body();
            return new Answer(
                    response.statusCode(), Json.read(body.startsWith("{") || body.startsWith("[") ? body : "{}"));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All messages of a room, oldest first. */
    public List<JsonNode> messages(String room) {
        LinkedList<JsonNode> all = new LinkedList<>();
        String before = "";
        while (true) {
            JsonNode page = get("/api/rooms/" + room + "/messages?limit=" + PAGE + before);
            all.addAll(0, Json.list(page.get("messages")));
            if (!page.hasNonNull("next_before")) {
                return all;
            }
            before = "&before=" + page.get("next_before").asLong();
        }
    }

    /** The messages of monsters that answer this one. */
    public List<JsonNode> repliesTo(JsonNode cause) {
        String id = cause.get("id").asText();
        return messages(cause.get("room").asText()).stream()
                .filter(message -> message.path("in_reply_to").asText().equals(id))
                .toList();
    }

    public List<String> personasThatAnswered(JsonNode cause) {
        return repliesTo(cause).stream()
                .map(reply -> reply.get("persona").asText())
                .toList();
    }

    public void awaitReplyOf(String persona, JsonNode cause, Duration atMost) {
        await().alias(persona + " answers " + cause.get("content"))
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> personasThatAnswered(cause).contains(persona));
    }

    public List<JsonNode> personas() {
        return Json.list(get("/api/personas"));
    }

    public void awaitPersonas(Collection<String> keys) {
        await().alias("awake: " + keys)
                .atMost(LONGEST_START)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> personas().stream()
                        .map(persona -> persona.get("key").asText())
                        .collect(Collectors.toSet())
                        .containsAll(keys));
    }

    public void awaitReady() {
        await().alias("the room is open")
                .atMost(LONGEST_START)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> send(request("/q/health/ready")).status() == 200);
    }

    /** A reader of {@code /live} or {@code /stream}. */
    public SocketReader read(String pathAndQuery) {
        return SocketReader.open(http, URI.create("ws://localhost:" + port + pathAndQuery));
    }

    /** A reader that comes back when its connection breaks, with what it has seen; decisions too. Returns when it is in. */
    public ResumingReader readForGood(String room) {
        return new ResumingReader(http, URI.create("ws://localhost:" + port + "/live?why=1&room=" + room)).awaitHello();
    }

    public static List<String> contents(List<JsonNode> messages) {
        return new ArrayList<>(messages.stream()
                .map(message -> message.get("content").asText())
                .toList());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
