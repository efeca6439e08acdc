package org.monstermash.personas.script;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Picks what a line may repeat of somebody else's text: plain letters only, so that neither markup, nor an
 * {@code @mention}, nor an address, nor an insult ever comes out of a monster's mouth.
 */
final class Quotable {
    /** Of a word or a name, in characters. */
    static final int MAX_CHARS = 24;

    /** Of a message that is looked at, in characters: a wall of text costs no more than a page. */
    static final int MAX_READ_CHARS = 2000;

    private static final int MIN_CHARS = 3;
    private static final int BEST = 3;
    private static final int LONGEST_THAT_COUNTS = 9;

    private static final Pattern NOT_SPEECH =
            Pattern.compile("(?s)```.*?(```|$)|`[^`]*`|<[^>]*>|(?i:https?|ftp|javascript|data|mailto):\\S*|www\\.\\S+");
    // A word stands alone: no digit, sign of code or address, or combining mark touches it.
    private static final Pattern WORD =
            Pattern.compile("(?<![\\p{L}\\p{M}\\p{N}_@#/\\\\.$%&=<>{}\\[\\]-])\\p{L}+(?:['’]\\p{L}+)?"
                    + "(?![\\p{L}\\p{M}\\p{N}_@#/\\\\$%&=<>{}\\[\\](-]|['’]\\p{L}|[.:]\\p{L})");
    private static final Pattern POSSESSIVE = Pattern.compile("(?i)['’]s$");
    private static final Pattern UNFIT_NAME = Pattern.compile("[<>@/\\\\:;{}\\[\\]()#`*|=&$%]|www\\.");
    private static final Pattern NAME_PART = Pattern.compile("\\p{L}+(?:['’-]\\p{L}+)*");
    private static final Pattern EPITHET = Pattern.compile("(?i)(?<=\\S) the .*");

    private static final Pattern NOT_A_THING = Pattern.compile("(?:ly|ing|ed|est|ful|ous|ive|able|ible|ish)$");

    private static final Set<String> COMMON = listed("common-words.txt");
    private static final Set<String> UNSAID = listed("unsaid-words.txt");

    private Quotable() {}

    /**
     * One of the most telling words of a text: long, not a common one, a thing rather than a way of doing.
     *
     * @param besides words that would say nothing here, such as the names of those who talk; lower case
     */
    static Optional<String> word(String text, Set<String> besides, RandomGenerator dice) {
        List<String> best = spoken(text)
                .filter(word -> !besides.contains(lower(word)))
                .distinct()
                .sorted(Comparator.comparingInt(Quotable::weight).reversed())
                .limit(BEST)
                .toList();
        // The best one twice as likely as the others.
        return best.isEmpty()
                ? Optional.empty()
                : Optional.of(best.get(Math.max(0, dice.nextInt(best.size() + 1) - 1)));
    }

    /** A name to call somebody, up to its " the …": empty where it is not fit to be repeated. */
    static Optional<String> name(String author) {
        String name = EPITHET.matcher(Normalizer.normalize(author, Normalizer.Form.NFKC))
                .replaceFirst("");
        if (UNFIT_NAME.matcher(name).find()) {
            return Optional.empty();
        }
        String called = NAME_PART
                .matcher(name.replace('_', ' '))
                .results()
                .map(MatchResult::group)
                .reduce(
                        "",
                        (all, part) -> all.length() + part.length() >= MAX_CHARS ? all : (all + " " + part).strip());
        return called.isEmpty()
                        || !sayable(called.replace(" ", ""))
                        || !called.chars().anyMatch(Character::isLetter)
                ? Optional.empty()
                : Optional.of(called);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static Stream<String> spoken(String text) {
        String read = text.substring(0, Math.min(text.length(), MAX_READ_CHARS));
        String speech = NOT_SPEECH
                .matcher(Normalizer.normalize(read, Normalizer.Form.NFKC))
                .replaceAll(" | ");
        return WORD.matcher(speech)
                .results()
                .map(found -> fitted(found, speech))
                .flatMap(Optional::stream);
    }

    private static Optional<String> fitted(MatchResult found, String speech) {
        String word = POSSESSIVE.matcher(found.group()).replaceFirst("");
        int chars = word.codePointCount(0, word.length());
        if (chars > MAX_CHARS
                || !word.codePoints().allMatch(Character::isLetter)
                || (chars < MIN_CHARS && !isIdeographic(word))
                || COMMON.contains(lower(word))
                || !sayable(word)) {
            return Optional.empty();
        }
        return Optional.of(keepsItsCapital(word, found.start(), speech) ? word : lower(word));
    }

    // Paris stays Paris, but neither the first word of a sentence nor a SHOUTED one keeps its capitals.
    private static boolean keepsItsCapital(String word, int start, String speech) {
        boolean inside =
                start >= 2 && (Character.isLetter(speech.charAt(start - 2)) || speech.charAt(start - 2) == ',');
        return inside
                && Character.isUpperCase(word.charAt(0))
                && word.substring(1).equals(lower(word.substring(1)));
    }

    private static boolean isIdeographic(String word) {
        return word.codePoints().allMatch(Character::isIdeographic);
    }

    private static boolean sayable(String word) {
        String plain = lower(word);
        boolean oneScript = word.codePoints()
                        .filter(Character::isLetter)
                        .mapToObj(Quotable::writing)
                        .distinct()
                        .count()
                <= 1;
        return oneScript && UNSAID.stream().noneMatch(unsaid -> insults(plain, unsaid));
    }

    // Japanese mixes three scripts within a word; everybody else who mixes is in disguise.
    private static String writing(int letter) {
        Character.UnicodeScript script = Character.UnicodeScript.of(letter);
        return switch (script) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> "east";
            case COMMON, INHERITED -> "any";
            default -> script.name();
        };
    }

    // "=ass" is the whole word only, so that a class stays a class.
    private static boolean insults(String word, String unsaid) {
        return unsaid.startsWith("=") ? word.equals(unsaid.substring(1)) : word.contains(unsaid);
    }

    private static int weight(String word) {
        int length = Math.min(word.codePointCount(0, word.length()), LONGEST_THAT_COUNTS);
        return NOT_A_THING.matcher(word).find() ? length - 4 : length;
    }

    private static Set<String> listed(String file) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Quotable.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Stream.of(line.split("\\s+")))
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
