package org.monstermash.arena.options;

/** Something about the command line, a file it names or a setting cannot be used. One line that says what. */
public class UsageProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageProblem(String oneLine) {
        super(oneLine);
    }
}
