package org.monstermash.gateway.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.monstermash.bus.event.LiveEvent.Level;
import org.monstermash.bus.event.LiveEvent.Notice;

/**
 * What people should know in every room for as long as it lasts.
 *
 * @param fallback why the bus is not the one that was asked for, if it is not
 * @param away why nothing can be said now, if it is so
 */
public record StandingNotices(Optional<String> fallback, Optional<String> away) {
    public static final StandingNotices NONE = new StandingNotices(Optional.empty(), Optional.empty());

    /** The same, with a fallback, or none. */
    public StandingNotices fallback(Optional<String> why) {
        return new StandingNotices(why, away);
    }

    /** The same, but the bus is away, or not. */
    public StandingNotices away(Optional<String> why) {
        return new StandingNotices(fallback, why);
    }

    List<Notice> in(String room) {
        List<Notice> notices = new ArrayList<>();
        fallback.ifPresent(text -> notices.add(new Notice(room, Level.WARNING, "bus_fallback", text, null)));
        away.ifPresent(text -> notices.add(new Notice(room, Level.WARNING, "bus_state", text, null)));
        return notices;
    }

    /** What those must be told who were told the notices before. */
    List<Notice> changesSince(StandingNotices before, String room) {
        List<Notice> changes = new ArrayList<>(in(room));
        changes.removeAll(before.in(room));
        if (before.away.isPresent() && away.isEmpty()) {
            changes.add(new Notice(room, Level.INFO, "bus_state", "Messages can be sent again.", null));
        }
        return changes;
    }
}
