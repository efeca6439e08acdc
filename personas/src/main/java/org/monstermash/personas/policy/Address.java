package org.monstermash.personas.policy;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.monstermash.personas.Persona;

/** To whom a text is said. Being talked about is not being talked to: where a name stands decides. */
final class Address {
    /** "Hey Igor, …" begins with the name as much as "Igor, …" does. */
    private static final Set<String> GREETINGS = Set.of("hey", "hi", "hello", "hiya", "yo", "oh", "ok", "okay", "dear");

    private static final Set<String> EVERYONE = Set.of("everyone", "everybody");
    private static final List<String> ALL_OF_YOU = List.of("all", "of", "you");
    private static final TriggerWord MONSTER = new TriggerWord("monster");

    /** Closing marks may stand between a name and its comma. */
    private static final Pattern COMMA = Pattern.compile("^[\\s*_~`\"'”)\\]]*[,،、]");

    /** A full stop within a word, as in "3.5", ends nothing. */
    private static final Pattern END_OF_SENTENCE = Pattern.compile("[!?؟。\\n]|\\.\\S*\\s");

    private static final Pattern QUESTION = Pattern.compile("[?؟]");

    private Address() {}

    /** Whether the persona itself is meant: {@code @key}, or a name of its own at the start, at the end, before a comma. */
    static boolean isTo(Persona persona, Words text) {
        List<Words> names = Stream.concat(Stream.of(persona.displayName()), persona.aliases().stream())
                .map(Words::of)
                .toList();
        return isMentioned(persona.key(), text)
                || names.stream().anyMatch(name -> isMentioned(name.text(), text) || isCalled(name.phrase(), text));
    }

    /** Whether the room as a whole is meant. */
    static boolean isToEveryone(Words text) {
        return isMentioned("all", text)
                || text.words().stream().anyMatch(word -> EVERYONE.contains(word.text()))
                || isAnywhere(ALL_OF_YOU, text)
                || asksMonsters(text);
    }

    private static boolean isCalled(List<String> name, Words text) {
        int start = text.size() > 1 && GREETINGS.contains(text.word(0)) ? 1 : 0;
        return text.hasAt(0, name)
                || text.hasAt(start, name)
                || text.hasAt(text.size() - name.size(), name)
                || isBeforeComma(name, text);
    }

    private static boolean isBeforeComma(List<String> name, Words text) {
        for (int at = 0; at + name.size() <= text.size(); at++) {
            if (text.hasAt(at, name)
                    && COMMA.matcher(text.gapAfter(at + name.size() - 1)).find()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAnywhere(List<String> phrase, Words text) {
        for (int at = 0; at < text.size(); at++) {
            if (text.hasAt(at, phrase)) {
                return true;
            }
        }
        return false;
    }

    /** A name after an @ that belongs to no mail address; {@code @witch-hazel} is somebody else than {@code @witch}. */
    private static boolean isMentioned(String name, Words text) {
        String mention = "@" + name;
        String all = text.text();
        for (int at = all.indexOf(mention); at >= 0; at = all.indexOf(mention, at + 1)) {
            if (!Words.isWordBefore(all, at) && endsAt(all, at + mention.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsAt(String text, int end) {
        boolean goesOn = end < text.length() && "-_".indexOf(text.charAt(end)) >= 0 && Words.isWordAt(text, end + 1);
        return !goesOn && !Words.isWordAt(text, end);
    }

    private static boolean asksMonsters(Words text) {
        boolean named = false;
        for (int at = 0; at < text.size(); at++) {
            named |= MONSTER.isAt(at, text);
            String gap = text.gapAfter(at);
            if (END_OF_SENTENCE.matcher(gap).find()) {
                if (named && QUESTION.matcher(gap).find()) {
                    return true;
                }
                named = false;
            }
        }
        return false;
    }
}
