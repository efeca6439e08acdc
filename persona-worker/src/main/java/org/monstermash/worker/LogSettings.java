package org.monstermash.worker;

import java.util.Locale;
import org.monstermash.settings.Settings;

/** Hands LOG_LEVEL and LOG_FORMAT to Quarkus, before it starts. */
final class LogSettings {
    private LogSettings() {}

    static void apply(Settings.Log log) {
        String level = log.level().toUpperCase(Locale.ROOT);
        set("quarkus.log.category.\"org.monstermash\".level", level);
        set("quarkus.log.level", level.equals("ERROR") ? level : "WARN");
        set("quarkus.log.console.json.enabled", String.valueOf(log.format() == Settings.Format.JSON));
    }

    /** What somebody gave with -D wins. */
    private static void set(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }
}
