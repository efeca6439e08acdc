package org.monstermash.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a setting is written.
 *
 * @param expected in words, the end of the sentence "expected …"
 * @param blankMeansNone whether a blank value says "none"; for the others a blank value is as good as absent
 */
record Kind<T>(String expected, Parser<T> parser, boolean secret, boolean blankMeansNone) {

    /** Throws {@link IllegalArgumentException} for what it cannot read. */
    @FunctionalInterface
    interface Parser<T> {
        T parse(String text, Path workingDir);
    }

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(ms|s|m|h|)");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "", 1_000L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);
    private static final Set<String> YES = Set.of("true", "1", "yes", "on", "t", "y");
    private static final Set<String> NO = Set.of("false", "0", "no", "off", "f", "n");
    private static final Map<String, String> LOG_LEVELS = Map.of(
            "trace",
            "trace",
            "debug",
            "debug",
            "info",
            "info",
            "warn",
            "warn",
            "warning",
            "warn",
            "error",
            "error",
            "critical",
            "error");

    private static <T> Kind<T> of(String expected, Function<String, T> parser) {
        return new Kind<>(expected, (text, workingDir) -> parser.apply(text), false, false);
    }

    static Kind<Boolean> yesOrNo() {
        return of("true or false", text -> {
            String word = text.toLowerCase(Locale.ROOT);
            require(YES.contains(word) || NO.contains(word));
            return YES.contains(word);
        });
    }

    static Kind<Long> wholeNumber(long min, long max) {
        return of("a whole number from " + min + " to " + max, text -> {
            long number = Long.parseLong(text);
            require(number >= min && number <= max);
            return number;
        });
    }

    static Kind<Double> notNegative() {
        return of("a number, 0 or more", text -> {
            double number = Double.parseDouble(text);
            require(Double.isFinite(number) && number >= 0);
            return number;
        });
    }

    static Kind<Duration> duration() {
        return of("a time like 500ms, 30s, 2m or 1h", text -> {
            Matcher matcher = DURATION.matcher(text.toLowerCase(Locale.ROOT));
            require(matcher.matches());
            Duration duration =
                    Duration.ofMillis(Math.round(Double.parseDouble(matcher.group(1)) * MILLIS.get(matcher.group(2))));
            require(duration.isPositive());
            return duration;
        });
    }

    static <E extends Enum<E>> Kind<E> oneOf(Class<E> type) {
        String words = EnumSet.allOf(type).stream().map(Kind::word).collect(Collectors.joining(" or "));
        return of(words, text -> EnumSet.allOf(type).stream()
                .filter(choice -> word(choice).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new));
    }

    /** Also the names uvicorn has for them. */
    static Kind<String> logLevel() {
        return of("trace, debug, info, warn or error", text -> {
            String level = LOG_LEVELS.get(text.toLowerCase(Locale.ROOT));
            require(level != null);
            return level;
        });
    }

    static Kind<String> text() {
        return of("a text", text -> text);
    }

    /** What may stand in the name of a topic or a consumer group. */
    static Kind<String> name() {
        return of("at most 200 letters, digits, dots, underscores and hyphens", text -> {
            require(text.matches("[A-Za-z0-9._-]{1,200}"));
            return text;
        });
    }

    static Kind<URI> address() {
        return of("an address like http://localhost:8000", text -> {
            try {
                URI uri = new URI(text);
                require(uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme()));
                return uri;
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException(e);
            }
        });
    }

    static Kind<Path> path() {
        Parser<Path> parser = (text, workingDir) -> {
            try {
                return workingDir.resolve(text).toAbsolutePath().normalize();
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException(e);
            }
        };
        return new Kind<>("a path", parser, false, false);
    }

    static Kind<List<String>> brokers() {
        return Kind.<List<String>>of("host:port, several with commas", text -> {
                    List<String> brokers = listed(text);
                    require(brokers.stream().allMatch(broker -> broker.matches("[^\\s/]+:\\d{1,5}")));
                    return brokers;
                })
                .orNone();
    }

    static Kind<Set<String>> origins() {
        return Kind.<Set<String>>of("origins like https://example.org, several with commas, or *", text -> {
                    Set<String> origins = new LinkedHashSet<>();
                    for (String origin : listed(text.toLowerCase(Locale.ROOT))) {
                        require(origin.equals("*") || origin.matches("[a-z][a-z0-9+.-]*://[^/\\s]+/?"));
                        origins.add(origin.endsWith("/") ? origin.substring(0, origin.length() - 1) : origin);
                    }
                    return Set.copyOf(origins);
                })
                .orNone();
    }

    static Kind<Map<String, String>> personaModels() {
        // No method reference: it would load the JSON library for those who never ask.
        return Kind.<Map<String, String>>of(
                        "a JSON object of persona and model like {\"witch\":\"ollama/llama3.2\"}",
                        text -> PersonaModels.parse(text))
                .orNone();
    }

    /** Empty where nothing is set. */
    Kind<Optional<T>> optional() {
        return new Kind<>(
                expected,
                (text, workingDir) -> text.isEmpty() ? Optional.empty() : Optional.of(parser.parse(text, workingDir)),
                secret,
                blankMeansNone);
    }

    /** Never shown. */
    Kind<T> hidden() {
        return new Kind<>(expected, parser, true, blankMeansNone);
    }

    private Kind<T> orNone() {
        return new Kind<>(expected, parser, secret, true);
    }

    /** As {@code --config} and scripts see it. */
    String shown(T value) {
        return switch (value) {
            case Optional<?> optional when optional.isEmpty() -> "";
            case Object any when secret -> "***";
            case Optional<?> optional -> written(optional.get());
            default -> written(value);
        };
    }

    private static String written(Object value) {
        return switch (value) {
            case Duration duration -> seconds(duration);
            case Enum<?> choice -> word(choice);
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(","));
            case Set<?> set -> set.stream().map(String::valueOf).sorted().collect(Collectors.joining(","));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> "\"" + entry.getKey() + "\":\"" + entry.getValue() + "\"")
                        .collect(Collectors.joining(",", "{", "}"));
            case Double number when number == Math.rint(number) -> String.valueOf(number.longValue());
            default -> withoutUser(value.toString());
        };
    }

    private static String seconds(Duration duration) {
        return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    /** An address may hold a password before its host. */
    static String withoutUser(String address) {
        return address.replaceAll("//[^/@\\s]*@", "//***@");
    }

    static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Commas, or the JSON array that the first generation wanted. */
    private static List<String> listed(String text) {
        String inner = text.startsWith("[") && text.endsWith("]")
                ? text.substring(1, text.length() - 1).replace("\"", "")
                : text;
        return Arrays.stream(inner.split(","))
                .map(String::trim)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private static void require(boolean readable) {
        if (!readable) {
            throw new IllegalArgumentException();
        }
    }
}
