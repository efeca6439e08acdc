package org.monstermash.settings;

import java.nio.file.Path;

/** {@code PrintSettings KEY…}: one value in force a line, for scripts, so that they read settings as the jars do. */
public final class PrintSettings {
    private static final int EXIT_UNUSABLE = 2;

    private PrintSettings() {}

    public static void main(String[] keys) {
        try {
            Sources sources = new Sources(Path.of("").toAbsolutePath(), System.getenv());
            for (String key : keys) {
                System.out.println(sources.shown(SettingsCatalog.named(key)
                        .orElseThrow(() -> new SettingsException(key + ": there is no such setting"))));
            }
        } catch (SettingsException e) {
            System.err.println(e.getMessage());
            System.exit(EXIT_UNUSABLE);
        }
    }
}
