package org.monstermash.gateway.link;

import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.monstermash.settings.Settings;
import org.monstermash.settings.SettingsLoader;

/** A gateway whose endpoint leads to a bus that tests can exchange. */
public class LinkProfile implements QuarkusTestProfile {
    static final String TOKEN = "a-token-for-tests";

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(Parts.class);
    }

    @Singleton
    @Alternative
    public static class Parts {
        @Produces
        @Singleton
        Settings settings() throws IOException {
            Path folder = Files.createTempDirectory("link-test");
            return SettingsLoader.load(folder, Map.of("DATA_DIR", folder.toString(), "BUS__TOKEN", TOKEN));
        }

        @Produces
        @Singleton
        SwitchedBus switched() {
            return new SwitchedBus();
        }

        @Produces
        @Singleton
        LinkServer links(SwitchedBus bus) {
            return new LinkServer(bus.asSeenByTheEndpoint(), bus::muted, () -> "the-only-epoch");
        }
    }
}
