package org.monstermash.personas;

/** A persona cannot be had. The message is one line that names the file, the line, the key and what was expected. */
public final class PersonaFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public PersonaFileException(String message) {
        super(oneLine(message));
    }

    /** Something is wrong with the file as a whole. */
    public static PersonaFileException in(String file, String problem) {
        return new PersonaFileException(file + ": " + problem);
    }

    /** Something is wrong with a key of a file that has no lines worth counting. */
    public static PersonaFileException in(String file, String key, String problem) {
        return new PersonaFileException(file + ": " + key + ": " + problem);
    }

    /**
     * Something is wrong on a line of a file.
     *
     * @param line from 1
     * @param key the full path of the key, {@code scripted.greetings}
     */
    public static PersonaFileException at(String file, int line, String key, String problem) {
        return new PersonaFileException(file + ":" + line + ": " + key + ": " + problem);
    }

    /** How a culprit is quoted: on one line, never longer than 60 characters. */
    public static String quoted(String value) {
        return '"' + (value.length() <= 60 ? value : value.substring(0, 60) + "…") + '"';
    }

    private static String oneLine(String message) {
        return message.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\s]+", " ").strip();
    }
}
