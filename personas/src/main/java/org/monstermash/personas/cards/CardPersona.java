package org.monstermash.personas.cards;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.monstermash.personas.Persona;
import org.monstermash.personas.PersonaFileException;
import org.monstermash.personas.PersonaLimits;
import org.monstermash.personas.Script;

/** A card as a persona: see the table in {@code docs/PERSONAS.md}. */
final class CardPersona {
    private static final String PLAIN_PROMPT = "You are {{char}}, one of several guests in a chat room. Stay in"
            + " character. Say one or two short sentences at a time. Reply ONLY as {{char}}.";

    /** Words that begin a name without being what somebody is called. */
    private static final Set<String> TITLES = Set.of(
            "the",
            "a",
            "an",
            "mr",
            "mrs",
            "ms",
            "miss",
            "dr",
            "prof",
            "sir",
            "lady",
            "lord",
            "king",
            "queen",
            "prince",
            "princess",
            "count",
            "countess",
            "captain",
            "master",
            "mistress",
            "saint",
            "st",
            "uncle",
            "aunt",
            "old",
            "your",
            "my",
            "von",
            "van",
            "de",
            "la",
            "le",
            "el");

    private static final int LEAST_CALL_NAME_CHARS = 3;
    private static final Pattern HAS_LETTER_OR_DIGIT = Pattern.compile("[\\p{L}\\p{N}]");
    /** Bounded, so that a text of nothing but "<" costs no more than its length. */
    private static final Pattern MARKUP = Pattern.compile("<[^<>]{0,500}>|!\\[[^\\]]{0,500}]\\([^)]{0,500}\\)");

    private static final Pattern EMPHASIS = Pattern.compile("[*_#`]+");

    private static final Pattern ORIGINAL = Pattern.compile("\\{\\{\\s*original\\s*}}", Pattern.CASE_INSENSITIVE);

    private final String file;
    private final CharacterCard card;
    private final String name;
    private final Macros macros;

    CardPersona(String file, CharacterCard card) {
        this.file = file;
        this.card = card;
        this.name = oneLine(card.name());
        this.macros = new Macros(card.nickname().isBlank() ? name : oneLine(card.nickname()));
    }

    Persona persona() {
        if (name.isEmpty() || PersonaLimits.length(name) > PersonaLimits.NAME_CHARS) {
            throw PersonaFileException.in(
                    file, "name", "expected 1 to " + PersonaLimits.NAME_CHARS + " characters on one line");
        }
        List<String> aliases = aliases();
        return new Persona(
                key(),
                name,
                "",
                summary(),
                systemPrompt(),
                triggers(aliases),
                aliases,
                card.talkativeness() == null ? Persona.DEFAULT_REPLY_PROBABILITY : card.talkativeness(),
                Persona.DEFAULT_MAX_STREAK,
                Persona.DEFAULT_READING_DELAY,
                Persona.DEFAULT_TYPING_DELAY,
                null,
                new Script(greetings(), Map.of(), List.of(), Map.of()));
    }

    private String key() {
        return Slug.of(name)
                .orElseThrow(() -> PersonaFileException.in(
                        file,
                        "name",
                        "expected a Latin letter or a digit to make a key of, not " + PersonaFileException.quoted(name)
                                + ": write a persona file instead"));
    }

    private List<String> aliases() {
        String first = name.split("[\\s,]+")[0];
        boolean callsBy = name.contains(" ")
                && PersonaLimits.length(first) >= LEAST_CALL_NAME_CHARS
                && !TITLES.contains(first.toLowerCase(Locale.ROOT).replace(".", ""));
        return Stream.of(oneLine(card.nickname()), callsBy ? first : "")
                .filter(alias -> isWord(alias) && !alias.equalsIgnoreCase(name))
                .distinct()
                .toList();
    }

    /** The words that call a lorebook's entry to mind wake the character; its own names do not, see the policy. */
    private List<String> triggers(List<String> aliases) {
        Map<String, String> triggers = new LinkedHashMap<>();
        card.lorebook().stream()
                .flatMap(lore -> lore.keys().stream())
                .map(macros::inPrompt)
                .filter(key -> isWord(key) && !key.startsWith("/"))
                .filter(key -> !key.equalsIgnoreCase(name) && aliases.stream().noneMatch(key::equalsIgnoreCase))
                .forEach(key -> triggers.putIfAbsent(key.toLowerCase(Locale.ROOT), key));
        return triggers.values().stream().limit(PersonaLimits.TRIGGERS).toList();
    }

    private static boolean isWord(String text) {
        return PersonaLimits.isLine(text, PersonaLimits.NAME_CHARS)
                && HAS_LETTER_OR_DIGIT.matcher(text).find();
    }

    private String systemPrompt() {
        String plain = macros.inPrompt(PLAIN_PROMPT);
        String own = original(macros.inPrompt(card.systemPrompt()), plain);
        List<String> parts = new ArrayList<>();
        parts.add(own.isBlank() ? plain : own);
        add(parts, "", card.description());
        add(parts, "Personality: ", card.personality());
        add(parts, "Scenario: ", card.scenario());
        add(parts, "What " + macros.name() + " knows:\n", lore());
        add(parts, "How " + macros.name() + " talks, for example:\n", card.exampleMessages());
        add(parts, "", original(card.postHistoryInstructions(), ""));
        String prompt = String.join("\n\n", parts);
        if (PersonaLimits.length(prompt) > PersonaLimits.PROMPT_CHARS) {
            throw PersonaFileException.in(
                    file, "its texts together are longer than " + PersonaLimits.PROMPT_CHARS + " characters");
        }
        return prompt;
    }

    private void add(List<String> parts, String title, String text) {
        String filled = macros.inPrompt(text);
        if (!filled.isEmpty()) {
            parts.add(title + filled);
        }
    }

    private String lore() {
        return card.lorebook().stream()
                .map(lore -> lore.content().strip())
                .filter(content -> !content.isEmpty())
                .map(content -> "- " + content)
                .collect(Collectors.joining("\n"));
    }

    /** {@code {{original}}} stands for what would be said without the card's own text (V2). */
    private static String original(String text, String original) {
        return ORIGINAL.matcher(text).replaceAll(Matcher.quoteReplacement(original));
    }

    private List<String> greetings() {
        return card.greetings().stream()
                .map(greeting -> macros.inLine(cut(greeting.strip(), PersonaLimits.LINE_CHARS)))
                .filter(greeting -> !greeting.isBlank())
                .distinct()
                .toList();
    }

    private String summary() {
        return Stream.of(card.creatorNotes(), String.join(", ", card.tags()), card.description(), "A guest")
                .flatMap(text -> plain(macros.inPrompt(text)).lines())
                .map(CardPersona::oneLine)
                .filter(line -> HAS_LETTER_OR_DIGIT.matcher(line).find())
                .map(line -> cut(line, PersonaLimits.SUMMARY_CHARS))
                .findFirst()
                .orElseThrow();
    }

    private static String plain(String markup) {
        return EMPHASIS.matcher(MARKUP.matcher(markup).replaceAll(" ")).replaceAll("");
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Z}\\s]+", " ").strip();
    }

    private static String cut(String text, int limit) {
        if (PersonaLimits.length(text) <= limit) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, limit - 1)).stripTrailing() + "…";
    }
}
