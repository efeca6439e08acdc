package org.monstermash.models.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Queue;
import org.monstermash.models.ReplyPart;

/** What was understood of one answer so far. One thread uses it. */
final class Answer {
    /** More text and thinking than this together is no answer: a quarter of a million tokens. */
    static final int MAX_CHARS = 1_000_000;

    private final Queue<ReplyPart> parts = new ArrayDeque<>();
    private final ThinkingTags tags = new ThinkingTags(parts::add);
    private int chars;
    private boolean understood;
    private boolean complete;
    private boolean truncated;
    private Integer inputTokens;
    private Integer outputTokens;

    /** Something came that belongs to the protocol. */
    void understood() {
        understood = true;
    }

    void text(String text) throws Garbage {
        count(text);
        if (!text.isEmpty()) {
            tags.text(text);
        }
    }

    void thinking(String text) throws Garbage {
        count(text);
        if (!text.isEmpty()) {
            tags.thinking(text);
        }
    }

    /** The server says that nothing more will be said; figures may follow. */
    void complete(boolean truncated) {
        complete = true;
        this.truncated |= truncated;
    }

    /** Figures that are no number change nothing. */
    void inputTokens(JsonNode count) {
        inputTokens = count.canConvertToInt() ? Integer.valueOf(count.intValue()) : inputTokens;
    }

    void outputTokens(JsonNode count) {
        outputTokens = count.canConvertToInt() ? Integer.valueOf(count.intValue()) : outputTokens;
    }

    /** No more events come: what was held back is given. */
    void end() {
        tags.end();
    }

    boolean isUnderstood() {
        return understood;
    }

    boolean isComplete() {
        return complete;
    }

    boolean isTruncated() {
        return truncated;
    }

    Integer inputTokens() {
        return inputTokens;
    }

    Integer outputTokens() {
        return outputTokens;
    }

    /** What is to be given on; the caller takes it out. */
    Queue<ReplyPart> parts() {
        return parts;
    }

    private void count(String text) throws Garbage {
        chars += text.length();
        if (chars > MAX_CHARS) {
            throw new Garbage("an answer longer than " + MAX_CHARS + " characters");
        }
    }
}
