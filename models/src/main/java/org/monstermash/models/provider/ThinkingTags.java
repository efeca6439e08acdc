package org.monstermash.models.provider;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.monstermash.models.ReplyPart;

/**
 * Takes apart what is said and what is thought in a text with {@code <think>} or {@code <thinking>} tags, in any case and
 * split anywhere. What could still become a tag is held back, at most eleven characters.
 *
 * <p>A tag that is never closed makes the rest thinking. A closing tag alone says that all text before it was thinking
 * (the opening one stood in the server's template): it is given again as {@link ReplyPart.Thinking#insteadOfText()}. Once
 * thinking was marked in any other way, a closing tag alone is dropped and changes nothing.
 */
final class ThinkingTags {
    private static final Pattern TAG = Pattern.compile("<(/?)think(?:ing)?>", Pattern.CASE_INSENSITIVE);
    private static final List<String> TAGS = List.of("<think>", "<thinking>", "</think>", "</thinking>");

    private final Consumer<ReplyPart> parts;
    private final StringBuilder held = new StringBuilder();

    /** The text given until now, as long as it could still turn out to be thinking. */
    private final StringBuilder said = new StringBuilder();

    private boolean inside;
    private boolean marked;
    private boolean anythingSaid;
    private boolean skipNewlines;

    ThinkingTags(Consumer<ReplyPart> parts) {
        this.parts = parts;
    }

    /** Some more of the text. */
    void text(String text) {
        held.append(text);
        int from = 0;
        Matcher tag = TAG.matcher(held);
        while (tag.find(from)) {
            String before = held.substring(from, tag.start());
            from = tag.end();
            if (tag.group(1).isEmpty()) {
                give(before);
                inside = true;
                marked = true;
            } else {
                close(before);
            }
        }
        int end = couldBecomeTag(from);
        give(held.substring(from, end));
        held.delete(0, end);
    }

    /** Some more thinking that the server itself kept apart. */
    void thinking(String text) {
        marked = true;
        parts.accept(new ReplyPart.Thinking(text));
    }

    /** The text is over: what was held back is no tag. */
    void end() {
        give(held.toString());
        held.setLength(0);
    }

    private void close(String before) {
        if (inside || marked) {
            give(before);
        } else if (said.length() + before.length() > 0) {
            parts.accept(new ReplyPart.Thinking(said + before, !said.isEmpty()));
            said.setLength(0);
            anythingSaid = false;
        }
        inside = false;
        skipNewlines = !anythingSaid;
    }

    private void give(String text) {
        if (inside) {
            if (!text.isEmpty()) {
                parts.accept(new ReplyPart.Thinking(text));
            }
            return;
        }
        String rest = skipNewlines ? text.replaceFirst("^[\r\n]+", "") : text;
        if (rest.isEmpty()) {
            return;
        }
        skipNewlines = false;
        anythingSaid |= !rest.isBlank();
        if (!marked) {
            said.append(rest);
        }
        parts.accept(new ReplyPart.Text(rest));
    }

    /** Where, from there on, the held text ends in the beginning of a tag. */
    private int couldBecomeTag(int from) {
        int start = held.lastIndexOf("<");
        if (start < from) {
            return held.length();
        }
        String rest = held.substring(start).toLowerCase(Locale.ROOT);
        return TAGS.stream().anyMatch(tag -> tag.startsWith(rest)) ? start : held.length();
    }
}
