package org.monstermash.arena.render;

/** A colour for each who speaks: Alice blue, Bob purple, and more for more. */
public final class Voices {
    private static final int COLOURS = 6;

    private Voices() {}

    /** The class of the page's style. */
    public static String of(int speaker) {
        return "voice-" + speaker % COLOURS;
    }
}
