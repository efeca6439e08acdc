package org.monstermash.worker.voice;

import org.monstermash.bus.event.LiveEvent.Level;
import org.monstermash.models.ScriptedModel;
import org.monstermash.worker.turns.Occasion;

/** Which of its models speaks for a persona, so that a room hears of a change once and not with each message. Any thread. */
final class WhoSpeaks {
    private static final String CODE = "fallback";
    private static final int LONGEST_CAUSE = 200;

    private final String persona;
    private final String first;
    private String now;

    /**
     * @param persona its name
     * @param first who should speak
     */
    WhoSpeaks(String persona, String first) {
        this.persona = persona;
        this.first = first;
        this.now = first;
    }

    /** Somebody spoke. */
    synchronized void spoke(String model, Trouble trouble, Occasion.Herald herald) {
        if (model.equals(now)) {
            return;
        }
        now = model;
        if (model.equals(first)) {
            herald.tell(Level.INFO, CODE, persona + " speaks with " + first + " again.");
        } else if (!trouble.isKnown()) {
            String instead = model.equals(ScriptedModel.NAME) ? "the script" : model;
            herald.tell(
                    Level.WARNING,
                    CODE,
                    persona + " speaks with " + instead + " instead of " + first + ": " + shortened(trouble.why()));
        }
    }

    private static String shortened(String cause) {
        return cause.length() <= LONGEST_CAUSE ? cause : cause.substring(0, LONGEST_CAUSE) + "…";
    }
}
