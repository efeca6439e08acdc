package org.monstermash.systemtests;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A gateway and its monsters on a port and in a folder of their own. Closing it ends them all. */
public final class OpenRoom implements AutoCloseable {
    public static final List<String> THE_FIVE = List.of("witch", "vampire", "ghost", "werewolf", "zombie");
    public static final String TOKEN = "token-of-the-tests";

    private final Path dir;
    private final int port = FreePort.find();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, RunningProcess> workers = new LinkedHashMap<>();
    private final RoomClient client;
    private RunningProcess gateway;

    private OpenRoom(Path dir, Map<String, String> settings) {
        this.dir = dir;
        environment.put("GATEWAY_PORT", String.valueOf(port));
        environment.put("DATA_DIR", dir.resolve("data").toString());
        environment.put("BUS__TOKEN", TOKEN);
        environment.putAll(settings);
        client = new RoomClient(port, settings.getOrDefault("ROOM_PASSWORD", ""));
    }

    /** Nothing runs yet. */
    public static OpenRoom unopened(Path dir, Map<String, String> settings) {
        return new OpenRoom(dir, settings);
    }

    public static OpenRoom in(Path dir, Map<String, String> settings, List<String> personas) {
        OpenRoom room = unopened(dir, settings);
        try {
            room.startGateway();
            personas.forEach(persona -> room.startWorker(persona, persona));
            room.client.awaitPersonas(personas);
            return room;
        } catch (RuntimeException | AssertionError e) {
            room.close();
            throw new AssertionError(room.said(), e);
        }
    }

    public int port() {
        return port;
    }

    public RoomClient client() {
        return client;
    }

    public Map<String, String> environment() {
        return environment;
    }

    public RunningProcess gateway() {
        return gateway;
    }

    public RunningProcess worker(String name) {
        return workers.get(name);
    }

    /** Also again, after the one before was killed. */
    public void startGateway() {
        beginGateway(Jars.gateway());
        client.awaitReady();
    }

    /** Starts it so, and does not wait. */
    public RunningProcess beginGateway(List<String> command) {
        gateway = RunningProcess.start(dir, environment, command);
        return gateway;
    }

    /** Under a name of the test's; one of that name before is ended. */
    public RunningProcess startWorker(String name, String... arguments) {
        return startWorker(name, dir, environment, Jars.worker(arguments));
    }

    public RunningProcess startWorker(
            String name, Path workingDir, Map<String, String> settings, List<String> command) {
        RunningProcess worker = RunningProcess.start(workingDir, settings, command);
        RunningProcess before = workers.put(name, worker);
        if (before != null) {
            before.close();
        }
        return worker;
    }

    /** Ends a command of the same room, like a second gateway, and returns it. */
    public RunningProcess runToEnd(Map<String, String> settings, List<String> command, Duration atMost) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(settings);
        try (RunningProcess process = RunningProcess.start(dir, all, command)) {
            process.awaitExit(atMost);
            return process;
        }
    }

    public String said() {
        StringBuilder said = new StringBuilder(gateway == null ? "" : gateway.said());
        workers.values().forEach(worker -> said.append("\n\n").append(worker.said()));
        return said.toString();
    }

    @Override
    public void close() {
        workers.values().forEach(RunningProcess::terminate);
        workers.values().forEach(RunningProcess::close);
        if (gateway != null) {
            gateway.close();
        }
        client.close();
    }
}
