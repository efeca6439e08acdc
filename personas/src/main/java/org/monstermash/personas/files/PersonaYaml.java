package org.monstermash.personas.files;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.monstermash.personas.DelayRange;
import org.monstermash.personas.Persona;
import org.monstermash.personas.PersonaFileException;
import org.monstermash.personas.PersonaLimits;
import org.monstermash.personas.Script;
import org.monstermash.personas.script.Grammar;

/** The YAML form of a persona: see {@code docs/PERSONAS.md}. */
final class PersonaYaml {
    static final List<String> KEYS = List.of(
            "key",
            "display_name",
            "emoji",
            "summary",
            "system_prompt",
            "triggers",
            "aliases",
            "reply_probability",
            "max_streak",
            "reading_delay",
            "typing_delay",
            "model",
            "scripted");
    private static final List<String> SCRIPTED_KEYS = List.of("greetings", "by_trigger", "otherwise", "grammar");
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    private static final Pattern MODEL = Pattern.compile("\\S{1,200}");
    private static final Pattern SYMBOL = Pattern.compile("\\p{L}[\\p{L}\\p{M}\\p{N}_-]{0,79}");
    private static final Pattern HAS_LETTER_OR_DIGIT = Pattern.compile("[\\p{L}\\p{N}]");

    private final YamlKeys keys;

    private PersonaYaml(YamlKeys keys) {
        this.keys = keys;
    }

    /**
     * Reads a persona.
     *
     * @param file how errors name it
     * @throws PersonaFileException when it is not a persona in every detail
     */
    static Persona read(String file, String text) {
        return new PersonaYaml(new YamlKeys(file, "", YamlText.mapping(file, text)).allowing(KEYS)).persona();
    }

    private Persona persona() {
        String key = key();
        String displayName = line("display_name", keys.requiredText("display_name"), PersonaLimits.NAME_CHARS);
        String summary = line("summary", keys.requiredText("summary"), PersonaLimits.SUMMARY_CHARS);
        String prompt = upTo("system_prompt", keys.requiredText("system_prompt"), PersonaLimits.PROMPT_CHARS);
        List<String> triggers = words("triggers", PersonaLimits.TRIGGERS);
        return new Persona(
                key,
                displayName.strip(),
                line("emoji", keys.text("emoji").orElse(""), PersonaLimits.EMOJI_CHARS)
                        .strip(),
                summary.strip(),
                prompt.strip(),
                triggers,
                words("aliases", PersonaLimits.ALIASES),
                probability(),
                maxStreak(),
                delay("reading_delay").orElse(Persona.DEFAULT_READING_DELAY),
                delay("typing_delay").orElse(Persona.DEFAULT_TYPING_DELAY),
                model(),
                keys.keys("scripted")
                        .map(scripted -> script(scripted, triggers))
                        .orElse(Script.EMPTY));
    }

    private String key() {
        String key = keys.requiredText("key");
        if (!KEY.matcher(key).matches()) {
            throw keys.wrong("key", "expected lower-case letters, digits, - and _, at most 64, not " + quoted(key));
        }
        return key;
    }

    private double probability() {
        double value = keys.number("reply_probability").orElse(Persona.DEFAULT_REPLY_PROBABILITY);
        if (value < 0 || value > 1) {
            throw keys.wrong("reply_probability", "expected a number from 0 to 1, not " + value);
        }
        return value;
    }

    private int maxStreak() {
        int value = keys.wholeNumber("max_streak").orElse(Persona.DEFAULT_MAX_STREAK);
        if (value < 1 || value > PersonaLimits.STREAK) {
            throw keys.wrong(
                    "max_streak", "expected a whole number from 1 to " + PersonaLimits.STREAK + ", not " + value);
        }
        return value;
    }

    private Optional<DelayRange> delay(String name) {
        return keys.keys(name).map(range -> {
            range.allowing(List.of("min", "max"));
            double min = required(range, "min");
            double max = required(range, "max");
            return keys.checked(name, min, least -> new DelayRange(least, max));
        });
    }

    private double required(YamlKeys range, String name) {
        return range.number(name).orElseThrow(() -> range.wrong(name, "required key is missing"));
    }

    private String model() {
        String model = keys.text("model").orElse(null);
        if (model != null && !MODEL.matcher(model).matches()) {
            throw keys.wrong("model", "expected provider/model without spaces, not " + quoted(model));
        }
        return model;
    }

    private List<String> words(String name, int limit) {
        List<String> words = keys.texts(name);
        if (words.size() > limit) {
            throw keys.wrong(name, "expected at most " + limit + ", not " + words.size());
        }
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean fits = PersonaLimits.isLine(word, PersonaLimits.NAME_CHARS);
            if (!fits || !HAS_LETTER_OR_DIGIT.matcher(word).find()) {
                throw keys.wrongItem(
                        name,
                        i,
                        "expected words of at most " + PersonaLimits.NAME_CHARS + " characters, not " + quoted(word));
            }
        }
        return words.stream().map(String::strip).toList();
    }

    private Script script(YamlKeys scripted, List<String> triggers) {
        scripted.allowing(SCRIPTED_KEYS);
        Optional<YamlKeys> byTrigger = scripted.keys("by_trigger");
        Optional<YamlKeys> grammar = scripted.keys("grammar");
        Script script = new Script(
                lines(scripted, "greetings"),
                byTrigger.map(words -> byTrigger(words, triggers)).orElse(Map.of()),
                lines(scripted, "otherwise"),
                grammar.map(PersonaYaml::grammar).orElse(Map.of()));
        Grammar.check(script).ifPresent(problem -> {
            throw inGrammar(scripted, byTrigger, grammar, problem);
        });
        return script;
    }

    /** A problem begins with its place: "otherwise: …", "grammar.snack: …". */
    private static PersonaFileException inGrammar(
            YamlKeys scripted, Optional<YamlKeys> byTrigger, Optional<YamlKeys> grammar, String problem) {
        String[] told = problem.split(": ", 2);
        String[] place = told[0].split("\\.", 2);
        YamlKeys keys = (place[0].equals("grammar") ? grammar : byTrigger)
                .filter(_ -> place.length > 1)
                .orElse(scripted);
        return keys.wrong(place[place.length - 1], told[told.length - 1]);
    }

    private static Map<String, List<String>> byTrigger(YamlKeys words, List<String> triggers) {
        for (String word : words.names()) {
            if (triggers.stream().noneMatch(word::equalsIgnoreCase)) {
                String hint = NearMiss.of(word, triggers)
                        .map(near -> ", did you mean " + near + "?")
                        .orElse("");
                throw words.wrong(word, "is none of the triggers" + hint);
            }
        }
        return allLines(words);
    }

    private static Map<String, List<String>> grammar(YamlKeys symbols) {
        for (String symbol : symbols.names()) {
            if (!SYMBOL.matcher(symbol).matches()) {
                throw symbols.wrong(symbol, "expected a symbol of letters, digits, _ and -");
            }
        }
        return allLines(symbols);
    }

    private static Map<String, List<String>> allLines(YamlKeys keys) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (String name : keys.names()) {
            List<String> lines = lines(keys, name);
            if (lines.isEmpty()) {
                throw keys.wrong(name, "expected at least one line");
            }
            all.put(name, lines);
        }
        return all;
    }

    private static List<String> lines(YamlKeys keys, String name) {
        List<String> lines = keys.texts(name);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || PersonaLimits.length(line) > PersonaLimits.LINE_CHARS) {
                throw keys.wrongItem(name, i, "expected 1 to " + PersonaLimits.LINE_CHARS + " characters");
            }
        }
        return lines;
    }

    private String line(String name, String value, int limit) {
        if (!PersonaLimits.isLine(value, limit)) {
            throw keys.wrong(name, "expected one line of at most " + limit + " characters");
        }
        return value;
    }

    private String upTo(String name, String value, int limit) {
        if (PersonaLimits.length(value) > limit) {
            throw keys.wrong(name, "expected at most " + limit + " characters");
        }
        return value;
    }

    private static String quoted(String value) {
        return PersonaFileException.quoted(value);
    }
}
