package org.monstermash.arena.measures;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What stands between the words. */
final class Signs {
    private static final int EMOJI_STYLE = 0xFE0F;
    private static final int KEYCAP = 0x20E3;

    private Signs() {}

    /** Every emoji as people see it: a family, a flag and a thumb with its skin colour are one each. */
    static List<String> emoji(String text) {
        List<String> emoji = new ArrayList<>();
        if (text.chars().allMatch(c -> c < 0xA9)) { // the first character that can be one is ©
            return emoji;
        }
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int from = characters.first();
        for (int to = characters.next(); to != BreakIterator.DONE; from = to, to = characters.next()) {
            String character = text.substring(from, to);
            if (isEmoji(character)) {
                emoji.add(character);
            }
        }
        return emoji;
    }

    private static boolean isEmoji(String character) {
        return character.codePoints().anyMatch(Character::isEmojiPresentation)
                || character.codePoints().anyMatch(c -> c == EMOJI_STYLE || c == KEYCAP)
                        && character.codePoints().anyMatch(Character::isEmoji);
    }

    /** Runs of at least three dots, or of the character for three dots. */
    static int ellipses(String text) {
        int count = 0;
        int dots = 0;
        boolean counted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            dots = c == '.' ? dots + 1 : c == '…' ? dots + 3 : 0;
            if (dots == 0) {
                counted = false;
            } else if (dots >= 3 && !counted) {
                counted = true;
                count++;
            }
        }
        return count;
    }
}
