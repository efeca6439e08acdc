package org.monstermash.bus.kafka;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.monstermash.bus.Follower;
import org.monstermash.bus.Mailbox;
import org.monstermash.bus.OpenReplies;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.LiveEvent.ReplyEnded;
import org.monstermash.bus.event.LiveEvent.ReplyStarted;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;

/** The followers of this process, and what they must be told when a speaker is gone. Threads: any; nothing blocks. */
final class Audience {
    private static final int LATELY_SAID = 1_000;

    private record Place(Follower follower, Mailbox mailbox) {}

    private final List<Place> places = new ArrayList<>();
    private final OpenReplies open = new OpenReplies();
    /** The newest replies, for those of which it is heard late that they were begun. */
    private final Map<String, Message> latelySaid = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Message> eldest) {
            return size() > LATELY_SAID;
        }
    };

    private List<PersonaCard> awake = List.of();

    synchronized AutoCloseable join(Follower follower) {
        Place place = new Place(follower, new Mailbox("follower"));
        places.add(place);
        List<PersonaCard> now = awake;
        place.mailbox.put(() -> follower.onPresence(now));
        return () -> leave(place);
    }

    private synchronized void leave(Place place) {
        place.mailbox.close();
        places.remove(place);
    }

    /** @param fresh whether it was stored just now, and not before under the same id */
    synchronized void said(Message message, boolean fresh) {
        open.said(message);
        if (message.byMonster()) {
            latelySaid.put(message.id(), message);
        }
        if (fresh) {
            places.forEach(each -> each.mailbox.put(() -> each.follower.onMessage(message)));
        }
    }

    /** @param process whose event it is */
    synchronized void happened(LiveEvent event, String process) {
        switch (event) {
            case ReplyStarted started -> started(started, process);
            case ReplyEnded ended -> open.ended(ended.replyId());
            case LiveEvent.ReplyDelta delta -> {}
            case LiveEvent.Decision decision -> {}
            case LiveEvent.Notice notice -> {}
            case LiveEvent.SpeakAsked asked -> {}
            case LiveEvent.StopAsked asked -> {}
            case LiveEvent.RequestAsked asked -> {}
            case LiveEvent.RequestTold told -> {}
            case LiveEvent.BudgetTold told -> {}
        }
        show(event);
    }

    private void started(ReplyStarted started, String process) {
        open.started(started, Roll.holder(process, started.persona()));
        Message said = latelySaid.get(started.replyId());
        if (said != null) {
            open.said(said);
        }
    }

    private void show(LiveEvent event) {
        places.stream()
                .filter(each -> each.follower.hears(event))
                .forEach(each -> each.mailbox.offer(() -> each.follower.onEvent(event)));
    }

    synchronized void buried(String replyId) {
        open.buried(replyId);
    }

    synchronized void muted(Mute mute) {
        places.forEach(each -> each.mailbox.put(() -> each.follower.onMute(mute)));
    }

    /** Holders are gone: what they had begun has ended. */
    synchronized void left(List<String> holders) {
        holders.forEach(holder -> open.left(holder).forEach(this::show));
    }

    synchronized void present(List<PersonaCard> nowAwake) {
        if (!nowAwake.equals(awake)) {
            awake = nowAwake;
            places.forEach(each -> each.mailbox.put(() -> each.follower.onPresence(nowAwake)));
        }
    }

    /** Whether a follower is so slow that messages should wait. */
    synchronized boolean isOverrun() {
        return places.stream().anyMatch(each -> each.mailbox.isFull());
    }

    synchronized void close() {
        places.forEach(each -> each.mailbox.close());
        places.clear();
    }
}
