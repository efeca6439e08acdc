package org.monstermash.personas.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.monstermash.bus.event.Message;
import org.monstermash.personas.Persona;
import org.monstermash.personas.Script;
import org.monstermash.personas.policy.TriggerWord;

/** Which lines of a persona fit a message, the closest fit first. Immutable. */
final class Pools {
    /** The symbols of a grammar with a meaning of their own; all may be left out. */
    static final String OPENING = "opening";

    static final String QUESTION = "question";
    static final String SHOUT = "shout";
    static final String NAMED = "named";
    static final String WORDLESS = "wordless";
    static final String LONG = "long";
    static final String CODE = "code";
    static final String TO_HUMAN = "to_human";
    static final String TO_MONSTER = "to_";
    static final String ON_WORD = "on_";

    private final List<TriggerWord> names;
    private final Grammar grammar;
    private final List<Template> greetings;
    private final Map<TriggerWord, List<Template>> byTrigger = new LinkedHashMap<>();
    private final Map<TriggerWord, List<Template>> onWord = new LinkedHashMap<>();
    private final List<Template> otherwise;
    private final List<Template> lastResort;

    Pools(Persona persona, Grammar grammar) {
        this.grammar = grammar;
        names = Stream.concat(Stream.of(persona.displayName()), persona.aliases().stream())
                .map(TriggerWord::new)
                .toList();
        Script script = persona.script();
        greetings = Grammar.parsed(script.greetings());
        script.byTrigger().forEach((trigger, lines) -> byTrigger.put(new TriggerWord(trigger), Grammar.parsed(lines)));
        grammar.symbolsOf(ON_WORD)
                .forEach(symbol ->
                        onWord.put(new TriggerWord(symbol.substring(ON_WORD.length())), grammar.alternatives(symbol)));
        otherwise = Grammar.parsed(script.otherwise());
        lastResort = Grammar.parsed(UnscriptedLines.ALL);
    }

    /** Where nobody is answered: an empty room, or the persona's own message was the newest. */
    List<Pool> toOpen() {
        return ended(List.of(new Pool(grammar.alternatives(OPENING), 1), new Pool(greetings, 1)));
    }

    /** In answer to somebody else. */
    List<Pool> toAnswer(Message cause, boolean wordFound) {
        Heard heard = Heard.in(cause);
        Predicate<TriggerWord> holds = TriggerWord.heardIn(heard.text());
        List<Pool> pools = new ArrayList<>();
        if (cause.byMonster()) {
            add(pools, true, TO_MONSTER + cause.persona(), 0.55);
        }
        pools.add(new Pool(heard.greets() ? greetings : List.of(), cause.byMonster() ? 0.5 : 0.9));
        pools.add(new Pool(held(byTrigger, holds), cause.byMonster() ? 0.45 : 0.75));
        pools.add(new Pool(held(onWord, holds), 0.8));
        add(pools, heard.isCode(), CODE, 0.7);
        add(pools, heard.isLong(), LONG, 0.6);
        add(pools, !wordFound && heard.isBrief(), WORDLESS, 0.8);
        add(pools, heard.shouts(), SHOUT, 0.6);
        add(pools, names.stream().anyMatch(holds), NAMED, 0.6);
        add(pools, heard.asks(), QUESTION, 0.6);
        if (!cause.byMonster()) {
            pools.add(new Pool(
                    Stream.concat(otherwise.stream(), grammar.alternatives(TO_HUMAN).stream())
                            .toList(),
                    1));
        }
        return ended(pools);
    }

    private void add(List<Pool> pools, boolean fits, String symbol, double chance) {
        if (fits) {
            pools.add(new Pool(grammar.alternatives(symbol), chance));
        }
    }

    private static List<Template> held(Map<TriggerWord, List<Template>> lines, Predicate<TriggerWord> holds) {
        return lines.entrySet().stream()
                .filter(entry -> holds.test(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    /** Whatever was said. */
    List<Pool> always() {
        return ended(List.of());
    }

    private List<Pool> ended(List<Pool> pools) {
        List<Pool> all = new ArrayList<>(pools);
        all.add(new Pool(otherwise, 1));
        all.add(new Pool(greetings, 1));
        all.add(new Pool(lastResort, 1));
        return all;
    }
}
