package org.monstermash.arena.options;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code --participant name=Cleo,model=ollama/llama3.2,system=You are a cat, and proud}: a comma before a known word ends a value. */
final class ParticipantFlag {
    private static final List<String> WORDS = List.of("name", "model", "endpoint", "protocol", "system", "persona");
    private static final Pattern NEXT = Pattern.compile(",\\s*(?=(?:" + String.join("|", WORDS) + ")\\s*=)");

    private ParticipantFlag() {}

    static Side side(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : NEXT.split(text)) {
            int equals = pair.indexOf('=');
            String word = equals < 0 ? pair.strip() : pair.substring(0, equals).strip();
            if (equals < 0 || !WORDS.contains(word)) {
                throw new UsageProblem("--participant: expected " + String.join("=…, ", WORDS) + "=…: "
                        + word.replaceAll("\\p{Cntrl}", "?"));
            }
            if (values.put(word, pair.substring(equals + 1).strip()) != null) {
                throw new UsageProblem("--participant: " + word + " is given twice");
            }
        }
        if (!values.containsKey("name") && !values.containsKey("persona")) {
            throw new UsageProblem(
                    "--participant: a name or a persona is needed: " + text.replaceAll("\\p{Cntrl}", "?"));
        }
        return new Side(
                "--participant ",
                values.get("name"),
                values.get("endpoint"),
                values.get("protocol"),
                values.get("model"),
                null,
                null,
                false,
                values.get("system"),
                null,
                values.get("persona"));
    }
}
