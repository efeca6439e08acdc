package org.monstermash.worker.turns;

import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.monstermash.bus.PersonaListener.Standing;
import org.monstermash.models.ScriptedModel;

/** Every line that turns log: what happened; the keys say to whom. Never what was said. */
final class TurnLog {
    private static final Logger LOG = Logger.getLogger("org.monstermash.worker.turns");

    private final String persona;
    private final String room;

    /** @param room null for what concerns no room */
    TurnLog(String persona, String room) {
        this.persona = persona;
        this.room = room;
    }

    void stands(Standing standing) {
        withKeys(null, () -> {
            switch (standing) {
                case ACTIVE -> LOG.infof("🔗 %s is attached to the bus", persona);
                case STANDBY -> LOG.infof("💤 %s stands by: another process holds its seat", persona);
                case DISCONNECTED -> LOG.infof("🔌 %s has lost the bus", persona);
            }
        });
    }

    void isSilent(String reason) {
        withKeys(null, () -> LOG.debugf("🤫 silent: %s", reason));
    }

    void replies(String replyId, String reason) {
        withKeys(replyId, () -> LOG.infof("🎭 will answer: %s", reason));
    }

    void calls(String replyId, String model, int attempt) {
        withKeys(replyId, () -> {
            if (model.equals(ScriptedModel.NAME)) {
                LOG.debugf("📜 speaks from the script, attempt %d", attempt);
            } else {
                LOG.infof("🤖 Calling LLM %s, attempt %d", model, attempt);
            }
        });
    }

    void said(String replyId, String model, int chars, Duration took) {
        withKeys(replyId, () -> LOG.infof("💬 %s said %d characters in %d ms", model, chars, took.toMillis()));
    }

    void ended(String replyId, String outcome, String reason) {
        withKeys(replyId, () -> LOG.infof("🛑 ended: %s (%s)", outcome, reason));
    }

    void failed(String replyId, String reason) {
        withKeys(replyId, () -> LOG.warnf("💥 LLM call failed: %s", reason));
    }

    void passesOver(String replyId, String model, String why) {
        withKeys(replyId, () -> LOG.infof("⏭️ %s is not asked: %s", model, why));
    }

    void fallsBack(String replyId, String model) {
        withKeys(replyId, () -> LOG.infof("🔁 Trying fallback %s", model));
    }

    void fellBack(String replyId, String model, String from) {
        withKeys(replyId, () -> LOG.infof("✅ Fallback %s answered instead of %s", model, from));
    }

    void tells(String replyId, String code, String text) {
        withKeys(replyId, () -> LOG.infof("📣 %s: %s", code, text));
    }

    void broke(String replyId, RuntimeException defect) {
        withKeys(replyId, () -> LOG.errorf(defect, "💥 a turn broke"));
    }

    void abandoned() {
        withKeys(null, () -> LOG.debug("🚪 left the room with work to do"));
    }

    private void withKeys(String replyId, Runnable line) {
        MDC.put("persona", persona);
        if (room != null) {
            MDC.put("room", room);
        }
        if (replyId != null) {
            MDC.put("reply_id", replyId);
        }
        try {
            line.run();
        } finally {
            MDC.remove("persona");
            MDC.remove("room");
            MDC.remove("reply_id");
        }
    }
}
