package org.monstermash.personas.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.monstermash.personas.Script;

/** Finds the first thing that would keep a script from speaking. */
final class GrammarCheck {
    private final Script script;
    private final Map<String, Integer> depths = new HashMap<>();

    GrammarCheck(Script script) {
        this.script = script;
    }

    Optional<String> problem() {
        return linesProblem().or(this::namesProblem).or(this::depthProblem);
    }

    private Optional<String> linesProblem() {
        return groups().entrySet().stream()
                .flatMap(group -> groupProblem(group.getKey(), group.getValue()).stream())
                .findFirst();
    }

    private Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("greetings", script.greetings());
        script.byTrigger().forEach((trigger, lines) -> groups.put("by_trigger." + trigger, lines));
        groups.put("otherwise", script.otherwise());
        script.grammar().forEach((symbol, lines) -> groups.put("grammar." + symbol, lines));
        return groups;
    }

    private Optional<String> groupProblem(String place, List<String> lines) {
        if (lines.isEmpty() && place.contains(".")) {
            return Optional.of(place + ": needs at least one line");
        }
        return lines.stream()
                .flatMap(line -> lineProblem(line).stream())
                .findFirst()
                .map(told -> place + ": " + told);
    }

    private Optional<String> lineProblem(String line) {
        try {
            return Template.parse(line)
                    .symbols()
                    .filter(symbol ->
                            Fact.named(symbol).isEmpty() && !script.grammar().containsKey(symbol))
                    .findFirst()
                    .map(symbol -> "unknown symbol #" + symbol + "# in \"" + line + "\"");
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private Optional<String> namesProblem() {
        return script.grammar().keySet().stream()
                .filter(symbol -> Fact.named(symbol).isPresent())
                .findFirst()
                .map(symbol -> "grammar." + symbol + ": #" + symbol + "# is built in, take another name");
    }

    private Optional<String> depthProblem() {
        return script.grammar().keySet().stream()
                .flatMap(symbol -> depthProblem(symbol, new ArrayList<>()).stream())
                .findFirst();
    }

    private Optional<String> depthProblem(String symbol, List<String> path) {
        if (path.contains(symbol)) {
            return Optional.of("grammar." + symbol + ": leads to itself: "
                    + String.join(" → ", path.subList(path.indexOf(symbol), path.size())) + " → " + symbol);
        }
        if (Fact.named(symbol).isPresent() || depths.containsKey(symbol)) {
            return Optional.empty();
        }
        path.add(symbol);
        Optional<String> problem = inner(symbol)
                .flatMap(inner -> depthProblem(inner, path).stream())
                .findFirst()
                .or(() -> tooDeep(symbol));
        path.removeLast();
        return problem;
    }

    private Optional<String> tooDeep(String symbol) {
        int depth = 1
                + inner(symbol)
                        .mapToInt(name -> depths.getOrDefault(name, 0))
                        .max()
                        .orElse(0);
        depths.put(symbol, depth);
        return depth > Grammar.MAX_DEPTH
                ? Optional.of("grammar." + symbol + ": symbols more than " + Grammar.MAX_DEPTH + " deep")
                : Optional.empty();
    }

    private Stream<String> inner(String symbol) {
        return script.grammar().get(symbol).stream()
                .flatMap(line -> Template.parse(line).symbols());
    }
}
