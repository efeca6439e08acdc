package org.monstermash.personas.script;

import java.util.List;

/** What a persona without lines of its own says; {@code summary} and {@code emoji} make it its own. */
final class UnscriptedLines {
    static final List<String> ALL = List.of(
            "#word.cap#? Keep talking, #name#.",
            "I had plans tonight, and none of them were about “#word#”. Go on, #name#.",
            "You said “#word#”, and I will be quoting you.",
            "“#word.cap#” is the best word I have heard since I got here.",
            "Ask me about “#word#” again when the candles are lower.",
            "I was told there would be snacks, and instead #name# brings up “#word#”.",
            "Somebody write that down, #name# has said “#word#”. #emoji#",
            "#emoji# (That is my whole opinion of “#word#”.)",
            "About me: #summary# About “#word#”: I am still thinking.",
            "They call me #me#. Nobody told me there would be “#word#”.",
            "I like the way #name# thinks, mostly because I was not asked to help.",
            "That is exactly the kind of thing #name# would say.",
            "Noted, #name#. Filed under things #me# will bring up later.",
            "I will allow it, #name#. #emoji#",
            "You have my attention, #name#, and I have nothing else on tonight.",
            "My card says: #summary# It says nothing about small talk.",
            "#summary# That is me. Who else is here?",
            "#me# here. #summary# #emoji#",
            "It is quiet in here. I am #me#, if anybody is taking names.",
            "#emoji# Present. Somebody say something.",
            "I am #me#, and I have been waiting for a pause exactly like this one.",
            "Go on. #me# has all night.",
            "I see. At least, #me# is told that one does.");

    private UnscriptedLines() {}
}
