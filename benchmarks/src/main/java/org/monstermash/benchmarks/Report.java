package org.monstermash.benchmarks;

import java.io.PrintWriter;
import java.util.Locale;

/** What people read: a heading for each benchmark, then a line for each number. */
final class Report {
    private final PrintWriter out;

    Report(PrintWriter out) {
        this.out = out;
    }

    void heading(String name, String question) {
        out.printf("%n%s: %s%n", name, question);
        out.flush();
    }

    void line(String what, String number) {
        out.printf("  %-44s %s%n", what, number);
        out.flush();
    }

    /** Something that belongs to the numbers around it. */
    void note(String text) {
        out.printf("  %s%n", text);
        out.flush();
    }

    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
