package org.monstermash.arena.measures;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.Deflater;

/**
 * Measures one conversation, turn after turn, in order. A turn costs what its own text and its partner's weigh, however
 * long the conversation is. What was thought is not measured: the partner is talked to with words. One thread only.
 *
 * <p>Bounds: novelty looks back {@value #NOVELTY_TURNS} turns, self-repetition the speaker's last {@value #OWN_TURNS}, and
 * beyond {@value #VOCABULARY_MAX} different words no further ones are remembered.
 */
public final class Meter {
    static final int NOVELTY_TURNS = 20;
    static final int OWN_TURNS = 20;
    static final int VOCABULARY_MAX = 1_000_000;

    private final Set<String> vocabulary = new HashSet<>();
    private final Recent recentWords = new Recent(NOVELTY_TURNS);
    private final Recent recentPhrases = new Recent(NOVELTY_TURNS);
    private final Map<String, Recent> ownPhrases = new HashMap<>();
    private final LinkedHashMap<String, List<String>> lastOfEach = new LinkedHashMap<>();
    private final Attractor attractor = new Attractor();

    /**
     * How long an answer took.
     *
     * @param outputTokens null where the model does not say
     * @param firstToken null where nothing came
     * @param duration from the request to the end
     */
    public record Timing(Integer outputTokens, Duration firstToken, Duration duration) {
        /** For what no model said: the opening. */
        public static final Timing UNKNOWN = new Timing(null, null, Duration.ZERO);
    }

    public TurnMeasures add(String speaker, String text, Timing timing) {
        List<String> words = Words.of(text);
        List<String> emoji = Signs.emoji(text);
        // An emoji says something: two who only send each other hearts stand as still as two who only say "yes".
        List<String> tokens = new ArrayList<>(words);
        tokens.addAll(emoji);
        List<String> phrases = Phrases.of(tokens);
        int chars = text.codePointCount(0, text.length());

        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        values.put(Measure.CHARS, (double) chars);
        values.put(Measure.WORDS, (double) words.size());
        if (!words.isEmpty()) {
            Set<String> types = new HashSet<>(words);
            values.put(Measure.TYPE_TOKEN, (double) types.size() / words.size());
            values.put(Measure.NEW_WORDS, share(types, word -> !vocabulary.contains(word)));
        }
        if (!tokens.isEmpty()) {
            partnerOf(speaker).ifPresent(partner -> values.put(Measure.ECHO, Phrases.shared(tokens, partner)));
            values.put(Measure.SELF_REPETITION, selfRepetition(speaker, phrases));
        }
        if (chars > 0) {
            values.put(Measure.EMOJI, 100.0 * emoji.size() / chars);
            values.put(Measure.ELLIPSES, 100.0 * Signs.ellipses(text) / chars);
            values.put(Measure.COMPRESSION, compression(text));
        }
        addTiming(values, timing);
        double novelty = novelty(tokens, phrases);
        values.put(Measure.NOVELTY, novelty);

        remember(speaker, words, tokens, phrases);
        return new TurnMeasures(values, attractor.after(novelty));
    }

    /** Who spoke last and is somebody else. */
    private Optional<List<String>> partnerOf(String speaker) {
        return lastOfEach.sequencedEntrySet().reversed().stream()
                .filter(entry -> !entry.getKey().equals(speaker))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private double selfRepetition(String speaker, List<String> phrases) {
        Recent own = ownPhrases.computeIfAbsent(speaker, key -> new Recent(OWN_TURNS));
        Set<String> inThisTurn = new HashSet<>();
        long repeated = phrases.stream()
                .filter(phrase -> !inThisTurn.add(phrase) || own.contains(phrase))
                .count();
        return (double) repeated / phrases.size();
    }

    /** The mean of two shares: of its words and of its phrases, those the last turns did not have. Nothing said is nothing new. */
    private double novelty(List<String> tokens, List<String> phrases) {
        if (tokens.isEmpty()) {
            return 0;
        }
        double freshWords = share(new HashSet<>(tokens), token -> !recentWords.contains(token));
        Set<String> inThisTurn = new HashSet<>();
        double freshPhrases = (double) phrases.stream()
                        .filter(phrase -> inThisTurn.add(phrase) && !recentPhrases.contains(phrase))
                        .count()
                / phrases.size();
        return (freshWords + freshPhrases) / 2;
    }

    private void remember(String speaker, List<String> words, List<String> tokens, List<String> phrases) {
        for (String word : words) {
            if (vocabulary.size() < VOCABULARY_MAX) {
                vocabulary.add(word);
            }
        }
        recentWords.add(tokens);
        recentPhrases.add(phrases);
        ownPhrases.computeIfAbsent(speaker, key -> new Recent(OWN_TURNS)).add(phrases);
        lastOfEach.remove(speaker); // the last one who spoke stands last
        lastOfEach.put(speaker, tokens);
    }

    private static void addTiming(Map<Measure, Double> values, Timing timing) {
        if (timing.firstToken() == null) {
            return;
        }
        values.put(Measure.FIRST_TOKEN, (double) timing.firstToken().toMillis());
        double seconds = timing.duration().minus(timing.firstToken()).toNanos() / 1e9;
        if (timing.outputTokens() != null && timing.outputTokens() > 1 && seconds > 0) {
            values.put(Measure.TOKENS_PER_SECOND, (timing.outputTokens() - 1) / seconds);
        }
    }

    private static double share(Set<String> of, Predicate<String> which) {
        return (double) of.stream().filter(which).count() / of.size();
    }

    private static double compression(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] buffer = new byte[8192];
            int size = 0;
            while (!deflater.finished()) {
                size += deflater.deflate(buffer);
            }
            return (double) bytes.length / size;
        } finally {
            deflater.end();
        }
    }
}
