package org.monstermash.arena.duel;

import java.time.Duration;
import org.monstermash.arena.turn.DuelListener;
import org.monstermash.models.ModelException;
import org.monstermash.models.ReplyPart;

/**
 * What came of one request. Words are told as they come, except white space that may turn out to be the edge of the
 * answer: blank lines before it and space after it are no part of it, while the first line keeps its indentation.
 *
 * <p>Where what was told as words turns out to have been thinking, the turn is told anew, as a further attempt.
 */
final class Answer {
    /** Code points of thinking that are kept, unless texts may be longer: thinking without an end must end. */
    static final int MAX_THINKING = 64_000;

    private final int maxChars;
    private final DuelListener listener;
    private final Runnable anew;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private final StringBuilder held = new StringBuilder();
    private int chars;
    private int thinkingChars;
    private boolean cut;
    private ReplyPart.Finished finished;
    private ModelException failure;
    private boolean stopped;

    /** @param anew tells the listener that the turn begins again */
    Answer(int maxChars, DuelListener listener, Runnable anew) {
        this.maxChars = maxChars;
        this.listener = listener;
        this.anew = anew;
    }

    /** @return whether more is wanted */
    boolean take(ReplyPart part) {
        switch (part) {
            case ReplyPart.Text more -> say(more.text());
            case ReplyPart.Thinking more -> {
                if (more.insteadOfText()) {
                    takeBack();
                }
                think(more.text());
            }
            case ReplyPart.Finished end -> finished = end;
        }
        return finished == null && !cut;
    }

    private void say(String more) {
        held.append(more);
        int end = held.length();
        while (end > 0 && Character.isWhitespace(held.charAt(end - 1))) {
            end--;
        }
        if (end == 0) {
            return;
        }
        String ready = held.substring(0, end);
        held.delete(0, end);
        String shown = text.isEmpty() ? withoutBlankLines(ready) : ready;
        int room = maxChars - chars;
        int length = shown.codePointCount(0, shown.length());
        if (length > room) {
            cut = true;
            shown = shown.substring(0, shown.offsetByCodePoints(0, room));
            length = room;
        }
        if (!shown.isEmpty()) {
            chars += length;
            text.append(shown);
            listener.text(shown);
        }
    }

    private void takeBack() {
        held.setLength(0);
        if (hasText()) {
            text.setLength(0);
            chars = 0;
            anew.run();
            if (hasThinking()) {
                listener.thinking(thinking.toString());
            }
        }
    }

    private static String withoutBlankLines(String ready) {
        int begin = 0;
        while (Character.isWhitespace(ready.charAt(begin))) {
            begin++;
        }
        return ready.substring(ready.lastIndexOf('\n', begin) + 1);
    }

    private void think(String more) {
        int room = Math.max(maxChars, MAX_THINKING) - thinkingChars;
        int length = more.codePointCount(0, more.length());
        String shown = more;
        if (length > room) {
            cut = true;
            shown = more.substring(0, more.offsetByCodePoints(0, room));
            length = room;
        }
        if (!shown.isEmpty()) {
            thinkingChars += length;
            thinking.append(shown);
            listener.thinking(shown);
        }
    }

    void failed(ModelException cause) {
        failure = cause;
    }

    void stopped() {
        stopped = true;
    }

    boolean hasText() {
        return !text.isEmpty();
    }

    boolean hasThinking() {
        return !thinking.isEmpty();
    }

    boolean isBroken() {
        return stopped || failure != null;
    }

    boolean wasStopped() {
        return stopped;
    }

    ModelException failure() {
        return failure;
    }

    String text() {
        return text.toString();
    }

    String thinking() {
        return thinking.toString().strip();
    }

    int chars() {
        return chars;
    }

    boolean truncated() {
        return cut || finished != null && finished.truncated();
    }

    Integer inputTokens() {
        return finished == null ? null : finished.inputTokens();
    }

    Integer outputTokens() {
        return finished == null ? null : finished.outputTokens();
    }

    /** From the request to the first part, or null where nobody measured. */
    Duration firstToken() {
        return finished == null ? null : finished.firstToken();
    }

    Duration durationOr(Duration measured) {
        return finished == null ? measured : finished.duration();
    }
}
