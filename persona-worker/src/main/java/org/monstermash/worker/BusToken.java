package org.monstermash.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.util.function.Supplier;
import org.monstermash.settings.Settings;

/**
 * What this process shows the gateway. Read again at each try, because the gateway may make the file after this process
 * has started; until then an {@link IllegalStateException} says where it is looked for.
 */
final class BusToken implements Supplier<String> {
    private final Settings.Bus settings;

    BusToken(Settings.Bus settings) {
        this.settings = settings;
    }

    @Override
    public String get() {
        return settings.token().orElseGet(this::fromFile);
    }

    private String fromFile() {
        try {
            return Files.readString(settings.tokenFile()).strip();
        } catch (IOException notThereYet) {
            throw new IllegalStateException("no token yet: neither BUS__TOKEN nor " + settings.tokenFile());
        }
    }
}
