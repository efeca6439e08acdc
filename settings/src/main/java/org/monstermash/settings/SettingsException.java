package org.monstermash.settings;

/** A setting that cannot be used. The message is one line: key, value (never a secret's), what was expected. */
public class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }
}
