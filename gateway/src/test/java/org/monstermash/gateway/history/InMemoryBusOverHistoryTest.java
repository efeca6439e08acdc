package org.monstermash.gateway.history;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.bus.contract.BusFixture;
import org.monstermash.bus.contract.ChatBusContract;
import org.monstermash.bus.contract.MemoryFixture;

class InMemoryBusOverHistoryTest extends ChatBusContract {
    @TempDir
    Path folder;

    @Override
    protected BusFixture openFixture() {
        return new MemoryFixture(() -> History.open(folder, Clock.systemUTC()));
    }
}
