package org.monstermash.models.prompt;

import java.util.Objects;

/**
 * Something that was said in a room.
 *
 * @param author the name it was said under
 * @param own whether the speaker said it itself; its key decides that, never a name
 */
public record Line(String author, boolean own, String text) {
    public Line {
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(text, "text");
    }
}
