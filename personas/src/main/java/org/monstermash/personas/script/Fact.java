package org.monstermash.personas.script;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A symbol that is known without a grammar. Some are absent at times; a line that needs an absent one is not said. */
enum Fact {
    /** Who is answered. Absent where nobody is. */
    NAME,
    /** An interesting word of the message. Absent where it holds none. */
    WORD,
    /** The room's name. */
    ROOM,
    /** The name of another monster that spoke lately. Absent where there is none. */
    OTHER,
    /** The persona's own name. */
    ME,
    /** The persona's emoji. Absent where it has none. */
    EMOJI,
    /** The persona's summary. Absent where it is blank. */
    SUMMARY;

    private static final Map<String, Fact> BY_SYMBOL =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Fact::symbol, fact -> fact));

    private final String symbol = name().toLowerCase(Locale.ROOT);

    static Optional<Fact> named(String symbol) {
        return Optional.ofNullable(BY_SYMBOL.get(symbol));
    }

    String symbol() {
        return symbol;
    }
}
