package org.monstermash.arena.secrets;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What nobody may read: the values of all headers, texts in a payload whose names look secret, and the same in an
 * address. They are replaced by {@value #HIDDEN} wherever something is shown or kept.
 */
public final class Secrets {
    public static final String HIDDEN = "***";

    private static final Pattern NAME = Pattern.compile(
            "(?i).*(key|token|secret|passw|pwd|auth|credential|bearer|cookie|signature|(^|[_-])sig($|[_-])).*");
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@?#]*@");
    private static final Pattern PARAMETER = Pattern.compile("([?&;])([^=&#]+)=([^&#]*)");
    private static final int LEAST_CHARS = 6;

    private final Set<String> values = new LinkedHashSet<>();

    /** The names with hidden values. */
    public Map<String, String> shownHeaders(Map<String, String> headers) {
        Map<String, String> shown = new LinkedHashMap<>();
        headers.forEach((name, value) -> {
            remember(value);
            shown.put(name, HIDDEN);
        });
        return shown;
    }

    public Map<String, Object> shownPayload(Map<String, Object> payload) {
        Map<String, Object> shown = new LinkedHashMap<>();
        payload.forEach((name, value) -> shown.put(name, shown(name, value)));
        return shown;
    }

    private Object shown(String name, Object value) {
        return switch (value) {
            // a number is no secret: max_tokens
            case String text
            when NAME.matcher(name).matches() -> {
                remember(text);
                yield HIDDEN;
            }
            case Map<?, ?> map -> {
                Map<String, Object> inside = new LinkedHashMap<>();
                map.forEach((key, each) -> inside.put(
                        String.valueOf(key), shown(NAME.matcher(name).matches() ? name : String.valueOf(key), each)));
                yield inside;
            }
            case List<?> list -> {
                List<Object> inside = new ArrayList<>();
                list.forEach(each -> inside.add(shown(name, each)));
                yield inside;
            }
            case null -> "null";
            default -> value;
        };
    }

    public String shownUrl(URI url) {
        var userInfo = USER_INFO.matcher(url.toString());
        if (userInfo.find()) {
            remember(userInfo.group().substring(0, userInfo.group().length() - 1));
        }
        return PARAMETER.matcher(userInfo.replaceFirst(HIDDEN + "@")).replaceAll(found -> {
            if (!NAME.matcher(found.group(2)).matches()) {
                return Matcher.quoteReplacement(found.group());
            }
            remember(found.group(3));
            return found.group(1) + Matcher.quoteReplacement(found.group(2)) + "=" + HIDDEN;
        });
    }

    private void remember(String value) {
        for (String part : (value + " " + value.strip()).split("\\s+")) {
            if (part.length() >= LEAST_CHARS && !part.equals("application/json")) {
                values.add(part);
            }
        }
    }

    /** The secrets themselves, the longest first. */
    public List<String> values() {
        return values.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** A text from outside, a server's error for example, without the secrets it repeats. */
    public String hidden(String text) {
        String shown = text;
        for (String value : values()) {
            shown = shown.replace(value, HIDDEN);
        }
        return shown;
    }
}
