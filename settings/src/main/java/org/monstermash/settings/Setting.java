package org.monstermash.settings;

import java.util.List;

/**
 * One setting: everything there is to say about it.
 *
 * @param key its name; ends in {@code *} where a family of keys begins so
 * @param aliases further names it is read from, after the key
 * @param fallback its value where nothing is set; {@code ${KEY}} stands for another setting, {@code ${host name}} for
 *     this machine's name; blank = none
 * @param what for the table in {@code docs/CONFIGURATION.md}
 */
record Setting<T>(String key, List<String> aliases, String fallback, Kind<T> kind, String what) {

    static <T> Setting<T> of(String key, String fallback, Kind<T> kind, String what) {
        return new Setting<>(key, List.of(), fallback, kind, what);
    }

    Setting<T> alias(String... names) {
        return new Setting<>(key, List.of(names), fallback, kind, what);
    }

    boolean isFamily() {
        return key.endsWith("*");
    }

    /** What all keys of the family begin with. */
    String familyPrefix() {
        return key.substring(0, key.length() - 1);
    }
}
