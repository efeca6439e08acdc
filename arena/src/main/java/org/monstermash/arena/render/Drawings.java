package org.monstermash.arena.render;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds what is drawn with characters rather than written, so that Markdown does not read the whiskers of a cat as a
 * quotation. Looks at stretches between blank lines, outside of fenced code: one is drawn when half of its lines, and at
 * least two, have more signs than letters; a table is drawn too.
 */
final class Drawings {
    private static final Pattern FENCE = Pattern.compile(" {0,3}(```|~~~).*");
    private static final Pattern TABLE_RULE = Pattern.compile("\\s*\\|?(\\s*:?-+:?\\s*\\|)+\\s*(:?-+:?)?\\s*");
    private static final Pattern LIST_ITEM = Pattern.compile("\\s*([-*+]|\\d{1,9}[.)])\\s+\\S.*");

    /** Where the signs of drawing begin in Unicode, and where they end: arrows, boxes, blocks, shapes, braille. */
    private static final int FIRST_SHAPE = 0x2190;

    private static final int LAST_SHAPE = 0x28FF;
    private static final String ASCII_SIGNS = "\\/|_-=+*^<>()[]{}~.'`,:;#@%&$\"";

    private Drawings() {}

    record Piece(boolean drawn, String text) {}

    static List<Piece> apart(String text) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder written = new StringBuilder();
        List<String> stretch = new ArrayList<>();
        boolean fenced = false;
        for (String line : text.split("\r\n|\r|\n", -1)) {
            if (FENCE.matcher(line).matches()) {
                fenced = !fenced;
                flush(stretch, written);
                written.append(line).append('\n');
            } else if (fenced) {
                written.append(line).append('\n');
            } else if (line.isBlank()) {
                close(stretch, written, pieces);
                written.append('\n');
            } else {
                stretch.add(line);
            }
        }
        close(stretch, written, pieces);
        if (!written.toString().isBlank()) {
            pieces.add(new Piece(false, written.toString()));
        }
        return pieces;
    }

    private static void close(List<String> stretch, StringBuilder written, List<Piece> pieces) {
        if (!isDrawn(stretch)) {
            flush(stretch, written);
            return;
        }
        if (!written.toString().isBlank()) {
            pieces.add(new Piece(false, written.toString()));
        }
        written.setLength(0);
        pieces.add(new Piece(true, String.join("\n", stretch)));
        stretch.clear();
    }

    private static void flush(List<String> stretch, StringBuilder written) {
        stretch.forEach(line -> written.append(line).append('\n'));
        stretch.clear();
    }

    private static boolean isDrawn(List<String> stretch) {
        if (stretch.size() < 2) {
            return false;
        }
        if (stretch.get(0).contains("|") && TABLE_RULE.matcher(stretch.get(1)).matches()) {
            return true;
        }
        long drawn = stretch.stream().filter(Drawings::isDrawn).count();
        return drawn >= 2 && 2 * drawn >= stretch.size();
    }

    private static boolean isDrawn(String line) {
        if (LIST_ITEM.matcher(line).matches()) {
            return false;
        }
        int signs = 0;
        int all = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (!Character.isWhitespace(c)) {
                all++;
                signs += isSign(c) ? 1 : 0;
            }
        }
        return 2 * signs > all;
    }

    private static boolean isSign(char c) {
        return ASCII_SIGNS.indexOf(c) >= 0 || c >= FIRST_SHAPE && c <= LAST_SHAPE;
    }
}
