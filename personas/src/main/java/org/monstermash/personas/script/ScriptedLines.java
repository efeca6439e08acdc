package org.monstermash.personas.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.monstermash.bus.event.Message;
import org.monstermash.personas.Persona;

/**
 * What a persona says without a model. It chooses among the persona's lines by what was said and by whom, fills
 * them in, and remembers what it said: none of its last {@value #REMEMBERED} lines comes again while others can be
 * made. The same dice and the same memory give the same line. A persona without lines of its own still speaks.
 *
 * <p>Any thread may call it; calls wait for each other, which costs microseconds.
 */
public final class ScriptedLines {
    /** Lines. */
    public static final int REMEMBERED = 50;

    /** A grammar's symbol: what to call somebody whose name cannot be repeated. */
    private static final String NAMELESS = "nameless";

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?…。]\\W*$");
    private static final int TRIES = 60;
    private static final int TOO_LONG_CHARS = 280;
    // A monster that is addressed by name answers for certain; most lines leave it the choice.
    private static final double ADDRESSING_SHARE = 0.2;

    private final Persona persona;
    private final Grammar grammar;
    private final Pools pools;
    private final Draw draw = new Draw();
    private final Deque<String> said = new ArrayDeque<>();

    /** @throws IllegalArgumentException in one line, when {@link Grammar#check} finds a problem in its script */
    public ScriptedLines(Persona persona) {
        this.persona = persona;
        this.grammar = new Grammar(persona.script());
        this.pools = new Pools(persona, grammar);
    }

    /**
     * A line in answer to {@code causeOrNull}; null, or a message of the persona's own, asks it to open the
     * conversation.
     *
     * @param recent the room's newest messages, oldest first, the cause included
     * @return never blank, usually up to 280 characters, without the persona's name in front
     */
    public synchronized String line(Message causeOrNull, List<Message> recent, RandomGenerator dice) {
        Optional<Message> cause = Optional.ofNullable(causeOrNull).filter(message -> !isOwn(message));
        draw.with(dice);
        Company company = Company.of(persona, cause, recent);
        Map<Fact, String> facts = facts(cause, company, dice);
        List<Pool> fitting = cause.map(message -> pools.toAnswer(message, facts.containsKey(Fact.WORD)))
                .orElseGet(pools::toOpen);
        return remembered(chosen(fitting, facts, company, heardBefore(recent), dice));
    }

    private String chosen(
            List<Pool> fitting, Map<Fact, String> facts, Company company, Set<String> before, RandomGenerator dice) {
        boolean mayAddress = dice.nextDouble() < ADDRESSING_SHARE;
        String fallback = null;
        for (int tried = 0; tried < TRIES; tried++) {
            // What fits best may have run dry; what fits always has more.
            String line = made(tried < TRIES / 2 ? fitting : pools.always(), facts, dice);
            if (before.contains(line)) {
                fallback = fallback == null ? line : longerAgo(fallback, line);
            } else if (line.length() <= TOO_LONG_CHARS && (mayAddress || !company.isAddressedIn(line))) {
                return line;
            } else {
                fallback = line;
            }
        }
        return fallback;
    }

    private String made(List<Pool> fitting, Map<Fact, String> facts, RandomGenerator dice) {
        for (Pool pool : fitting) {
            List<Template> possible = pool.lines().stream()
                    .filter(line -> grammar.possible(line, facts))
                    .toList();
            if (!possible.isEmpty() && (pool.chance() >= 1 || dice.nextDouble() < pool.chance())) {
                return Modifier.capitalised(
                        grammar.expand(draw.from(possible), facts, draw).strip());
            }
        }
        throw new IllegalStateException("some line needs nothing but the persona's name");
    }

    private Map<Fact, String> facts(Optional<Message> cause, Company company, RandomGenerator dice) {
        Map<Fact, String> facts = new EnumMap<>(Fact.class);
        facts.put(Fact.ME, shortName());
        put(facts, Fact.EMOJI, Optional.of(persona.emoji()));
        put(facts, Fact.SUMMARY, Optional.of(sentence(persona.summary())));
        List<String> others = company.others();
        if (!others.isEmpty()) {
            facts.put(Fact.OTHER, others.get(dice.nextInt(others.size())));
        }
        cause.ifPresent(message -> {
            facts.put(Fact.ROOM, message.room().replaceAll("[-_]+", " ").strip());
            put(facts, Fact.WORD, Quotable.word(message.content(), company.names(), dice));
            put(facts, Fact.NAME, Quotable.name(message.author()).or(() -> nameless(facts)));
        });
        return facts;
    }

    private Optional<String> nameless(Map<Fact, String> facts) {
        List<Template> names = grammar.alternatives(NAMELESS).stream()
                .filter(name -> grammar.possible(name, facts))
                .toList();
        return names.isEmpty() ? Optional.of("stranger") : Optional.of(grammar.expand(draw.from(names), facts, draw));
    }

    private String shortName() {
        return Quotable.name(persona.displayName()).orElse(persona.displayName());
    }

    private static void put(Map<Fact, String> facts, Fact fact, Optional<String> value) {
        value.filter(text -> !text.isBlank()).ifPresent(text -> facts.put(fact, text));
    }

    private static String sentence(String summary) {
        String stripped = summary.strip();
        return stripped.isEmpty() || SENTENCE_END.matcher(stripped).find() ? stripped : stripped + ".";
    }

    private Set<String> heardBefore(List<Message> recent) {
        Set<String> before = new HashSet<>(said);
        recent.stream().filter(this::isOwn).map(Message::content).forEach(before::add);
        return before;
    }

    private boolean isOwn(Message message) {
        return persona.key().equals(message.persona());
    }

    private String longerAgo(String one, String other) {
        return List.copyOf(said).lastIndexOf(one) <= List.copyOf(said).lastIndexOf(other) ? one : other;
    }

    private String remembered(String line) {
        said.remove(line);
        said.addLast(line);
        if (said.size() > REMEMBERED) {
            said.removeFirst();
        }
        return line;
    }
}
