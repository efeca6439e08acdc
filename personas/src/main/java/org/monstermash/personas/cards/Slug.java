package org.monstermash.personas.cards;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A name as a key: "Señor Łuk & Söhne" becomes {@code senor-luk-sohne}. */
final class Slug {
    private static final int MAX_CHARS = 64;

    /** Latin letters that do not come apart into a plain letter and a mark. */
    private static final Map<String, String> LETTERS = Map.of(
            "ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i", "ħ", "h");

    private Slug() {}

    /** Empty when the name holds no Latin letter and no digit. */
    static Optional<String> of(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> letter : LETTERS.entrySet()) {
            plain = plain.replace(letter.getKey(), letter.getValue());
        }
        String words = plain.replaceAll("['’]", "").replaceAll("[^a-z0-9]+", "-");
        String cut = words.replaceFirst("^-", "");
        String key = cut.substring(0, Math.min(cut.length(), MAX_CHARS)).replaceFirst("-$", "");
        return key.isEmpty() ? Optional.empty() : Optional.of(key);
    }
}
