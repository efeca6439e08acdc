package org.monstermash.bus.contract;

import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.MessageLog;
import org.monstermash.bus.memory.InMemoryChatBus;

/** The in-memory bus over any log. */
public final class MemoryFixture implements BusFixture {
    private final Supplier<MessageLog> logs;
    private CuttableLog log;
    private ChatBus bus;

    /** @param logs opens the same log again, as it was left */
    public MemoryFixture(Supplier<MessageLog> logs) {
        this.logs = logs;
        open();
    }

    private void open() {
        log = new CuttableLog(logs.get());
        bus = new InMemoryChatBus(log, Clock.systemUTC());
    }

    @Override
    public ChatBus gateway() {
        return bus;
    }

    @Override
    public ChatBus worker() {
        return bus;
    }

    @Override
    public void cut() {
        log.cut(true);
    }

    @Override
    public void heal() {
        log.cut(false);
    }

    @Override
    public void restart() {
        close();
        open();
    }

    @Override
    public int roomWindow() {
        return 512;
    }

    @Override
    public Set<Difference> differences() {
        return Set.of();
    }

    @Override
    public void close() {
        bus.close();
        log.close();
    }
}
