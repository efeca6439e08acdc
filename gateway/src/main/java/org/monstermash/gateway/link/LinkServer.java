package org.monstermash.gateway.link;

import java.util.List;
import java.util.function.Supplier;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.event.Mute;

/** What all links share. */
public final class LinkServer {
    private final ChatBus bus;
    private final Supplier<List<Mute>> muted;
    private final Supplier<String> epoch;
    private final BegunReplies begun = new BegunReplies();

    /**
     * @param muted all pairs that are muted; may block on the disk
     * @param epoch of the history as it is now
     */
    public LinkServer(ChatBus bus, Supplier<List<Mute>> muted, Supplier<String> epoch) {
        this.bus = bus;
        this.muted = muted;
        this.epoch = epoch;
    }

    LinkSession open(Outlet outlet) {
        return new LinkSession(bus, muted, epoch.get(), begun, outlet);
    }
}
