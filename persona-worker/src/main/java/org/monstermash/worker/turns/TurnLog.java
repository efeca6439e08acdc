package org.monstermash.worker.turns;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.monstermash.bus.PersonaListener.Standing;
import org.monstermash.models.ScriptedModel;

/** Every line that turns log: what happened; the keys say to whom. Never what was said. */
final class TurnLog {
    private static final Logger LOG = Logger.getLogger("org.monstermash.worker.turns");

    private final String persona;
    private final String room;
    private final String cause;

    /** @param room null for what concerns no room */
    TurnLog(String persona, String room) {
        this(persona, room, null);
    }

    /** @param cause the id of the message it is all about, or null */
    TurnLog(String persona, String room, String cause) {
        this.persona = persona;
        this.room = room;
        this.cause = cause;
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
        withKeys(replyId, model, () -> {
            if (model.equals(ScriptedModel.NAME)) {
                LOG.debugf("📜 speaks from the script, attempt %d", attempt);
            } else {
                LOG.infof("🤖 Calling LLM %s, attempt %d", model, attempt);
            }
        });
    }

    void said(String replyId, String model, int chars, Duration took) {
        withKeys(replyId, model, () -> LOG.infof("💬 %s said %d characters in %d ms", model, chars, took.toMillis()));
    }

    void ended(String replyId, String outcome, String reason) {
        withKeys(replyId, () -> LOG.infof("🛑 ended: %s (%s)", outcome, reason));
    }

    void failed(String replyId, String reason) {
        withKeys(replyId, () -> LOG.warnf("💥 LLM call failed: %s", reason));
    }

    void passesOver(String replyId, String model, String why) {
        withKeys(replyId, model, () -> LOG.infof("⏭️ %s is not asked: %s", model, why));
    }

    void fallsBack(String replyId, String model) {
        withKeys(replyId, model, () -> LOG.infof("🔁 Trying fallback %s", model));
    }

    void fellBack(String replyId, String model, String from) {
        withKeys(replyId, model, () -> LOG.infof("✅ Fallback %s answered instead of %s", model, from));
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
        withKeys(replyId, null, line);
    }

    /** The same keys as everywhere: with LOG_FORMAT=json each is a field of the line. */
    private void withKeys(String replyId, String model, Runnable line) {
        Map<String, String> keys = new HashMap<>();
        keys.put("persona", persona);
        keys.put("room", room);
        keys.put("message_id", cause);
        keys.put("reply_id", replyId);
        keys.put("model", model);
        keys.values().removeIf(Objects::isNull);
        keys.forEach(MDC::put);
        try {
            line.run();
        } finally {
            keys.keySet().forEach(MDC::remove);
        }
    }
}
