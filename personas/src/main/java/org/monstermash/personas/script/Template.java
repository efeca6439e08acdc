package org.monstermash.personas.script;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One line as written in a persona's file: plain text, and {@code #symbol.modifier#} in it; {@code ##} is a "#". */
record Template(String source, List<Part> parts) {
    sealed interface Part {
        record Text(String text) implements Part {}

        record Symbol(String name, List<Modifier> modifiers) implements Part {}
    }

    /** @throws IllegalArgumentException in one line, when a "#" has no partner or a modifier is not known */
    static Template parse(String source) {
        String[] pieces = source.split("#", -1);
        if (pieces.length % 2 == 0) {
            throw new IllegalArgumentException(
                    "a # without its partner in \"" + source + "\" (write ## for a plain #)");
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < pieces.length; i++) {
            parts.add(i % 2 == 0 ? new Part.Text(pieces[i]) : symbol(pieces[i], source));
        }
        return new Template(source, List.copyOf(parts));
    }

    Stream<String> symbols() {
        return parts.stream().filter(Part.Symbol.class::isInstance).map(part -> ((Part.Symbol) part).name());
    }

    private static Part symbol(String piece, String source) {
        if (piece.isEmpty()) {
            return new Part.Text("#");
        }
        String[] names = piece.split("\\.", -1);
        List<Modifier> modifiers = new ArrayList<>();
        for (int i = 1; i < names.length; i++) {
            String name = names[i];
            modifiers.add(Modifier.named(name)
                    .orElseThrow(() ->
                            new IllegalArgumentException("unknown modifier ." + name + " in \"" + source + "\"")));
        }
        return new Part.Symbol(names[0], List.copyOf(modifiers));
    }
}
