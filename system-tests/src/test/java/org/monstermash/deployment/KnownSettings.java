package org.monstermash.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.monstermash.settings.SettingsCatalog;
import org.monstermash.settings.SettingsLoader;

/** What the code says about a variable that a deployment sets. */
final class KnownSettings {
    /** No {@code .env} lies there. */
    private static final Path NOWHERE = Path.of("/nonexistent");

    private static final String HIDDEN = "***";

    private KnownSettings() {}

    /** Every variable is a setting under its own name, not an alias, and all of them together can be used. */
    static void check(String who, Map<String, String> environment) {
        assertThat(environment.keySet())
                .as("%s sets only what the code reads (settings/…/SettingsCatalog)", who)
                .allSatisfy(key -> assertThat(isKnown(key)).as(key).isTrue());
        assertThatCode(() -> SettingsLoader.load(NOWHERE, environment))
                .as("%s can start with %s", who, environment)
                .doesNotThrowAnyException();
    }

    static boolean isKnown(String key) {
        return entry(key, Map.of()).isPresent()
                || entry(key, Map.of(key, "http://localhost")).isPresent();
    }

    /** Whether its value must not stand in a file. */
    static boolean isSecret(String key) {
        return entry(key, Map.of(key, "1"))
                .filter(entry -> entry.shownValue().equals(HIDDEN))
                .isPresent();
    }

    private static Optional<SettingsCatalog.Entry> entry(String key, Map<String, String> environment) {
        if (environment.containsKey(key) && !usable(environment)) {
            return Optional.empty();
        }
        return SettingsCatalog.inForce(NOWHERE, environment).stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst();
    }

    private static boolean usable(Map<String, String> environment) {
        try {
            SettingsCatalog.inForce(NOWHERE, environment);
            return true;
        } catch (RuntimeException notThisValue) {
            return false;
        }
    }
}
