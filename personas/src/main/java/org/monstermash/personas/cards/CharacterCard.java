package org.monstermash.personas.cards;

import java.util.List;

/**
 * What a card says, of whichever version; texts that are absent are empty.
 *
 * @param nickname what V3 puts in place of {@code {{char}}}
 * @param talkativeness 0–1, or null
 */
record CharacterCard(
        String name,
        String nickname,
        String description,
        String personality,
        String scenario,
        String systemPrompt,
        String exampleMessages,
        String postHistoryInstructions,
        List<String> greetings,
        String creatorNotes,
        List<String> tags,
        Double talkativeness,
        List<Lore> lorebook) {

    /** What the character knows, and the words that call it to mind. */
    record Lore(List<String> keys, String content) {}
}
