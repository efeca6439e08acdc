package org.monstermash.broker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code java -jar broker.jar <data folder> <port> [<port>:<advertised port>…]}: a broker as a process of its own.
 *
 * <p>One line on standard output when it serves; SIGTERM ends it in good order with exit code 0. Exit 2 and one line on
 * standard error where it can't be started.
 */
public final class BrokerMain {
    private static final int EXIT_UNUSABLE = 2;
    private static final String USAGE = "expected: <data folder> <port> [<port>:<advertised port>…]";

    private BrokerMain() {}

    public static void main(String[] args) {
        LocalBroker broker;
        try {
            broker = started(List.of(args));
        } catch (BrokerException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            // Not exit(): Kafka's own hooks would wait for what was never started.
            Runtime.getRuntime().halt(EXIT_UNUSABLE);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeInTime(broker), "goodbye"));
        System.out.println("Kafka is ready on " + broker.address());
        broker.awaitEnd();
    }

    private static LocalBroker started(List<String> args) {
        if (args.size() < 2) {
            throw new IllegalArgumentException(USAGE);
        }
        List<LocalBroker.Detour> detours = new ArrayList<>();
        for (String detour : args.subList(2, args.size())) {
            String[] ports = detour.split(":");
            if (ports.length != 2) {
                throw new IllegalArgumentException(detour + ": " + USAGE);
            }
            detours.add(new LocalBroker.Detour(port(ports[0]), port(ports[1])));
        }
        return LocalBroker.start(Path.of(args.get(0)), port(args.get(1)), detours);
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(text + ": not a port, " + USAGE);
    }

    private static void closeInTime(LocalBroker broker) {
        Thread closing = Thread.ofPlatform().daemon().start(broker::close);
        try {
            // What it acknowledged is in its files either way: a late goodbye makes the next start longer, nothing
            // else.
            closing.join(LocalBroker.LONGEST_GOODBYE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0); // SIGTERM is how it ends, so it is no failure
    }
}
