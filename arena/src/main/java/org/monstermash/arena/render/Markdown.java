package org.monstermash.arena.render;

/** Makes HTML of what a model wrote. The result holds no script, no raw HTML of the text, and loads nothing. */
@FunctionalInterface
public interface Markdown {
    String html(String text);
}
