package org.monstermash.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A gateway and workers on a port and in a folder of their own. Closing it ends them. */
final class Room implements AutoCloseable {
    static final String TOKEN = "token-of-the-benchmarks";
    static final List<String> THE_FIVE = List.of("witch", "vampire", "ghost", "werewolf", "zombie");

    private final Bench bench;
    private final Path dir;
    private final int port = FreePort.find();
    private final Map<String, String> environment = new HashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<RunningProgram> workers = new ArrayList<>();
    private RunningProgram gateway;

    /** @param settings besides the port, the folder and the token */
    Room(Bench bench, Map<String, String> settings) {
        this.bench = bench;
        try {
            this.dir = Files.createTempDirectory(bench.dir(), "room-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment.put("GATEWAY_PORT", String.valueOf(port));
        environment.put("DATA_DIR", dir.resolve("data").toString());
        environment.put("BUS__TOKEN", TOKEN);
        environment.put("PACE", "0");
        environment.putAll(settings);
    }

    /** A room with its gateway, ready. */
    static Room open(Bench bench, String... flags) {
        return open(bench, Map.of(), flags);
    }

    static Room open(Bench bench, Map<String, String> settings, String... flags) {
        Room room = new Room(bench, settings);
        try {
            room.startGateway(flags);
            return room;
        } catch (RuntimeException e) {
            room.close();
            throw e;
        }
    }

    /** @return how long it took until it said that it is ready */
    Duration startGateway(String... flags) {
        gateway = RunningProgram.start(bench.programs().gateway(flags), environment, dir, "gateway");
        return gateway.awaitReady(() -> status("/q/health/ready") == 200);
    }

    /** @return how long it took until all of them were awake */
    Duration startWorker(List<String> personas, String... arguments) {
        RunningProgram worker = RunningProgram.start(bench.programs().worker(arguments), environment, dir, "worker");
        workers.add(worker);
        return worker.awaitReady(() -> {
            String awake = get("/api/personas");
            return personas.stream().allMatch(key -> awake.contains("\"key\":\"" + key + "\""));
        });
    }

    RunningProgram gateway() {
        return gateway;
    }

    List<RunningProgram> workers() {
        return workers;
    }

    int port() {
        return port;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    URI socket(String path) {
        return URI.create("ws://127.0.0.1:" + port + path);
    }

    /** Says something and waits until it is stored; the answer's body. */
    String say(String room, String content) {
        HttpRequest request = HttpRequest.newBuilder(uri("/send"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"room\":\"" + room + "\",\"author\":\"Bench\",\"content\":\"" + content + "\"}"))
                .build();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("/send: " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    String get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).build()).body();
    }

    HttpClient http() {
        return http;
    }

    /** 0 where nobody answers. */
    private int status(String path) {
        try {
            return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException notYet) {
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        workers.forEach(RunningProgram::close);
        if (gateway != null) {
            gateway.close();
        }
        http.shutdownNow();
    }
}
