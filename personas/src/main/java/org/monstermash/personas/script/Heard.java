package org.monstermash.personas.script;

import java.util.regex.Pattern;
import org.monstermash.bus.event.Message;

/** What kind of thing was said. */
record Heard(String text) {
    private static final int BRIEF_LETTERS = 8;
    private static final int LONG_CHARS = 500;
    private static final int GREETING_WORDS = 9;
    private static final int SHOUT_LETTERS = 4;
    private static final double SHOUT_SHARE = 0.7;

    private static final Pattern GREETING = Pattern.compile("(?iu)^[^\\p{L}]*(?:[\\p{L}]+[,:!]\\s+)?"
            + "(?:hi+|hello+|hey+|heya|hiya|howdy|greetings|salutations|ahoy|yo|hallo|moin|servus|hola|bonjour|salut"
            + "|ciao|ol[aá]|hej|привет|здравствуйте|こんにちは|你好|안녕하세요|مرحبا|שלום"
            + "|good (?:day|morning|afternoon|evening)|guten (?:tag|abend|morgen)|evening|morning)(?![\\p{L}])");
    private static final Pattern ASKING = Pattern.compile(
            "(?iu)[?？؟]|^\\W*(?:who|what|why|how|when|where|which|whose|is|are|do|does|did|can|could|will|would|should)\\b");
    private static final Pattern CODE = Pattern.compile(
            "```|=>|[;{}]\\s*$|\\b(?:def|return|public|const|SELECT|import|function) .*[(){};:*=]", Pattern.MULTILINE);

    static Heard in(Message message) {
        String content = message.content();
        return new Heard(content.substring(0, Math.min(content.length(), Quotable.MAX_READ_CHARS)));
    }

    boolean greets() {
        return GREETING.matcher(text).find() && text.strip().split("\\s+").length <= GREETING_WORDS;
    }

    boolean asks() {
        return ASKING.matcher(text).find();
    }

    boolean shouts() {
        long letters = text.codePoints().filter(Character::isLetter).count();
        long capitals = text.codePoints().filter(Character::isUpperCase).count();
        return letters >= SHOUT_LETTERS && capitals >= letters * SHOUT_SHARE;
    }

    /** Nothing but a sign, a smile or a sound. */
    boolean isBrief() {
        return text.codePoints().filter(Character::isLetter).count() <= BRIEF_LETTERS;
    }

    boolean isLong() {
        return text.length() > LONG_CHARS;
    }

    boolean isCode() {
        return CODE.matcher(text).find();
    }
}
