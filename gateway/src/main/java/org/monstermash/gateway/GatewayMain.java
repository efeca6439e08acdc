package org.monstermash.gateway;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.monstermash.gateway.history.HistoryException;
import org.monstermash.settings.Settings;
import org.monstermash.settings.SettingsCatalog;
import org.monstermash.settings.SettingsException;
import org.monstermash.settings.SettingsLoader;

/** {@code java -jar gateway.jar}: opens the room. Exit 2 and one line where it cannot be opened as configured. */
@QuarkusMain
public final class GatewayMain {
    static final int EXIT_UNUSABLE = 2;

    private static final Path WORKING_DIR = Path.of("").toAbsolutePath();

    private static final String HELP = """
            Usage: java -jar gateway.jar [--config | --help]

            Opens the room: the page, the HTTP interface, the WebSockets, and the door for workers.

              --config  prints the settings in force, without secrets, and exits
              --help    prints this and exits

            Settings come from the environment, then from .env in the working directory, then from the
            defaults: see docs/CONFIGURATION.md. Most used: GATEWAY_HOST, GATEWAY_PORT, DATA_DIR.
            """;

    private GatewayMain() {}

    public static void main(String... args) {
        // emoji and names also where the locale says nothing; the log asks for it once
        System.setProperty("stdout.encoding", StandardCharsets.UTF_8.name());
        // before the first logger: it is asked once
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        List<String> arguments = List.of(args);
        if (arguments.contains("--help") || arguments.contains("-h")) {
            System.out.print(HELP);
            return;
        }
        Optional<String> unknown =
                arguments.stream().filter(a -> !a.equals("--config")).findFirst();
        if (unknown.isPresent()) {
            fail(unknown.get() + ": there is no such argument, expected --config or --help");
        }
        Settings settings = loaded();
        if (arguments.contains("--config")) {
            SettingsCatalog.inForce(WORKING_DIR, System.getenv())
                    .forEach(entry -> System.out.println(entry.key() + "=" + entry.shownValue()));
            return;
        }
        checkPort(settings.gateway());
        QuarkusProperties.set(settings);
        GracefulStop.onSignals();
        Quarkus.run(null, GatewayMain::stopped, args);
    }

    private static Settings loaded() {
        try {
            return SettingsLoader.load(WORKING_DIR, System.getenv());
        } catch (SettingsException e) {
            fail(e.getMessage());
            throw e;
        }
    }

    /** Asked before anything is opened, because the framework says it in many lines. */
    private static void checkPort(Settings.Gateway gateway) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(gateway.host(), gateway.port()));
        } catch (BindException e) {
            if (!isOfThisMachine(gateway.host())) {
                fail("GATEWAY_HOST=" + gateway.host() + ": expected an address of this machine");
            }
            fail("GATEWAY_PORT=" + gateway.port() + ": this port of " + gateway.host()
                    + " is in use or not allowed; stop what uses it, or choose another port");
        } catch (IOException | IllegalArgumentException e) {
            fail("GATEWAY_HOST=" + gateway.host() + ": cannot listen there: " + e.getMessage());
        }
    }

    private static boolean isOfThisMachine(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException e) {
            return false;
        }
    }

    private static void stopped(int exitCode, Throwable failure) {
        Optional<String> line = configurationLine(failure);
        if (line.isPresent()) {
            fail(line.get());
        }
        System.exit(failure == null ? exitCode : 1);
    }

    private static Optional<String> configurationLine(Throwable failure) {
        return Stream.iterate(failure, t -> t != null, Throwable::getCause)
                .filter(t -> t instanceof HistoryException || t instanceof SettingsException)
                .map(Throwable::getMessage)
                .findFirst();
    }

    private static void fail(String line) {
        System.err.println(line);
        System.exit(EXIT_UNUSABLE);
    }
}
