package org.monstermash.personas.policy;

import java.util.ArrayList;
import java.util.List;
import org.monstermash.bus.event.Message;

/** Monsters that spoke in a row, nobody else in between. */
final class Streak {
    private Streak() {}

    /** Up to the newest message of the list, which is oldest first. */
    static int atTheEndOf(List<Message> messages) {
        int streak = 0;
        for (Message message : messages.reversed()) {
            if (!message.byMonster()) {
                break;
            }
            streak++;
        }
        return streak;
    }

    /** Up to and including a message, whatever came after it. */
    static int upTo(Message cause, List<Message> recent) {
        List<Message> before = new ArrayList<>();
        for (Message message : recent) {
            boolean isCause = message.id().equals(cause.id());
            boolean isNewer = cause.seq() > 0 && message.seq() > cause.seq();
            if (isCause || isNewer) {
                break;
            }
            before.add(message);
        }
        before.add(cause);
        return atTheEndOf(before);
    }
}
