package org.monstermash.gateway.watch;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.monstermash.bus.Follower;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;

/**
 * The gateway's log of what goes over the bus, at LOG_LEVEL=debug, with the keys that workers' lines have: room,
 * persona, message_id, reply_id, model. Never what was said.
 */
public final class Journal implements Follower {
    private static final Logger LOG = Logger.getLogger(Journal.class);

    @Override
    public void onMessage(Message message) {
        String reply = message.byMonster() ? message.id() : null;
        String about = message.byMonster() ? message.inReplyTo() : message.id();
        line(message.room(), message.persona(), about, reply, message.model(), "💬 stored with seq " + message.seq());
    }

    @Override
    public boolean hears(LiveEvent event) {
        return !(event instanceof LiveEvent.ReplyDelta);
    }

    @Override
    public void onEvent(LiveEvent event) {
        switch (event) {
            case LiveEvent.ReplyStarted started ->
                line(
                        started.room(),
                        started.persona(),
                        started.inReplyTo(),
                        started.replyId(),
                        started.model(),
                        "✏️ begins, attempt " + started.attempt());
            case LiveEvent.ReplyEnded ended ->
                line(
                        ended.room(),
                        null,
                        null,
                        ended.replyId(),
                        null,
                        "🏁 ended: " + ended.outcome().name().toLowerCase(Locale.ROOT));
            case LiveEvent.Decision decision ->
                line(
                        decision.room(),
                        decision.persona(),
                        decision.messageId(),
                        null,
                        null,
                        "🎲 " + decision.verdict().name().toLowerCase(Locale.ROOT) + ": " + decision.reason());
            case LiveEvent.ReplyDelta delta -> {}
            case LiveEvent.Notice notice -> {}
            case LiveEvent.BudgetTold told -> {}
            case LiveEvent.SpeakAsked asked ->
                line(asked.room(), asked.persona(), null, null, null, "🙋 asked to speak");
            case LiveEvent.RequestAsked asked ->
                line(asked.room(), asked.persona(), null, asked.replyId(), null, "🔎 asked for its request");
            case LiveEvent.RequestTold told ->
                line(told.room(), told.persona(), null, told.replyId(), told.model(), "🔎 tells its request");
            case LiveEvent.StopAsked asked -> line(asked.room(), null, null, null, null, "✋ asked to stop");
        }
    }

    @Override
    public void onMute(Mute mute) {
        line(mute.room(), mute.persona(), null, null, null, mute.muted() ? "🔇 muted" : "🔊 may speak again");
    }

    @Override
    public void onPresence(List<PersonaCard> awake) {
        // the workers' own lines say it
    }

    private static void line(
            String room, String persona, String message, String reply, String model, String whatHappened) {
        if (!LOG.isDebugEnabled()) {
            return;
        }
        Map<String, String> keys = new HashMap<>();
        keys.put("room", room);
        keys.put("persona", persona);
        keys.put("message_id", message);
        keys.put("reply_id", reply);
        keys.put("model", model);
        keys.values().removeIf(Objects::isNull);
        keys.forEach(MDC::put);
        try {
            LOG.debug(whatHappened);
        } finally {
            keys.keySet().forEach(MDC::remove);
        }
    }
}
