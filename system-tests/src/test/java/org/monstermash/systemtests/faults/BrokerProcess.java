package org.monstermash.systemtests.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.monstermash.architecture.Repository;
import org.monstermash.systemtests.FreePort;
import org.monstermash.systemtests.Jars;
import org.monstermash.systemtests.RunningProcess;

/** A real broker as a process of its own, always on the same port and folder. */
public final class BrokerProcess implements AutoCloseable {
    private final Path dir;
    private final int port = FreePort.find();
    private final List<String> detours;
    private RunningProcess process;

    /** @param detours each {@code port:advertised port}, for clients behind a proxy */
    BrokerProcess(Path dir, String... detours) {
        this.dir = dir;
        this.detours = List.of(detours);
    }

    public static BrokerProcess started(Path dir, String... detours) {
        BrokerProcess broker = new BrokerProcess(dir, detours);
        broker.start();
        return broker;
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Returns when it serves; also again after a kill. */
    void start() {
        List<String> command = new ArrayList<>(List.of(
                Jars.newJava().toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-jar",
                Repository.ROOT.resolve("broker/target/broker.jar").toString(),
                dir.resolve("kafka").toString(),
                String.valueOf(port)));
        command.addAll(detours);
        process = RunningProcess.start(dir, Map.of(), command);
        process.awaitLine("Kafka is ready");
    }

    void kill() {
        process.kill();
    }

    void freeze() {
        Signal.STOP.to(process);
    }

    void thaw() {
        Signal.CONT.to(process);
    }

    boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
