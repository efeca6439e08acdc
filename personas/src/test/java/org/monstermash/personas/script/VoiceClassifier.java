package org.monstermash.personas.script;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Naive Bayes over words and pairs of words: whose line is it? */
final class VoiceClassifier {
    private static final Pattern TOKEN = Pattern.compile("\\p{L}+|[^\\p{L}\\s]+");

    private final Map<String, Map<String, Integer>> counts = new HashMap<>();
    private final Map<String, Integer> totals = new HashMap<>();
    private final Set<String> vocabulary = new HashSet<>();

    void learn(String voice, String line) {
        features(line).forEach(feature -> {
            counts.computeIfAbsent(voice, key -> new HashMap<>()).merge(feature, 1, Integer::sum);
            totals.merge(voice, 1, Integer::sum);
            vocabulary.add(feature);
        });
    }

    String voiceOf(String line) {
        List<String> features = features(line).toList();
        return counts.keySet().stream()
                .max(Comparator.comparingDouble(voice -> likelihood(voice, features)))
                .orElseThrow();
    }

    private double likelihood(String voice, List<String> features) {
        Map<String, Integer> known = counts.get(voice);
        double all = totals.get(voice) + vocabulary.size();
        return features.stream()
                .mapToDouble(feature -> Math.log((known.getOrDefault(feature, 0) + 1) / all))
                .sum();
    }

    private static Stream<String> features(String line) {
        List<String> tokens =
                TOKEN.matcher(line).results().map(MatchResult::group).toList();
        Stream<String> pairs = IntStream.range(1, tokens.size()).mapToObj(i -> tokens.get(i - 1) + " " + tokens.get(i));
        return Stream.concat(tokens.stream(), pairs);
    }
}
