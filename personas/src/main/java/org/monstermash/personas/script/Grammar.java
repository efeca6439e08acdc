package org.monstermash.personas.script;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.monstermash.personas.Script;

/**
 * The symbols of one {@link Script} and what they may become. Immutable; any thread may use it.
 *
 * <p>A symbol without a way to be said (it needs a fact that is absent) makes the alternatives that hold it
 * impossible, so {@link #possible} is asked before {@link #expand}.
 */
public final class Grammar {
    /** Symbols within symbols, at most. */
    public static final int MAX_DEPTH = 12;

    private final Map<String, List<Template>> symbols = new LinkedHashMap<>();

    /** @throws IllegalArgumentException with the one-line problem of {@link #check} */
    Grammar(Script script) {
        check(script).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        script.grammar().forEach((symbol, alternatives) -> symbols.put(symbol, parsed(alternatives)));
    }

    /**
     * What is wrong with a script, in one line that names the place, or empty: an unknown symbol or modifier, a "#"
     * without its partner, a symbol of no alternatives or with a built-in name, symbols that lead to themselves.
     */
    public static Optional<String> check(Script script) {
        return new GrammarCheck(script).problem();
    }

    static List<Template> parsed(List<String> lines) {
        return lines.stream().map(Template::parse).toList();
    }

    /** The alternatives of a symbol; empty where it is not defined. */
    List<Template> alternatives(String symbol) {
        return symbols.getOrDefault(symbol, List.of());
    }

    /** The symbols that begin with this, in the order of the file. */
    List<String> symbolsOf(String prefix) {
        return symbols.keySet().stream()
                .filter(symbol -> symbol.startsWith(prefix))
                .toList();
    }

    /** Whether everything the template needs is there. */
    boolean possible(Template template, Map<Fact, String> facts) {
        return template.symbols().allMatch(symbol -> Fact.named(symbol)
                .map(facts::containsKey)
                .orElseGet(() -> alternatives(symbol).stream().anyMatch(inner -> possible(inner, facts))));
    }

    /** @param template a {@link #possible} one */
    String expand(Template template, Map<Fact, String> facts, Draw draw) {
        StringBuilder line = new StringBuilder();
        for (Template.Part part : template.parts()) {
            line.append(
                    switch (part) {
                        case Template.Part.Text text -> text.text();
                        case Template.Part.Symbol symbol -> expanded(symbol, facts, draw);
                    });
        }
        return line.toString();
    }

    private String expanded(Template.Part.Symbol symbol, Map<Fact, String> facts, Draw draw) {
        String text = Fact.named(symbol.name()).map(facts::get).orElseGet(() -> {
            Template drawn = draw.from(alternatives(symbol.name()).stream()
                    .filter(inner -> possible(inner, facts))
                    .toList());
            return expand(drawn, facts, draw);
        });
        for (Modifier modifier : symbol.modifiers()) {
            text = modifier.applyTo(text);
        }
        return text;
    }
}
