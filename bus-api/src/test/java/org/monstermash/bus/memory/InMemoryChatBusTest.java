package org.monstermash.bus.memory;

import org.monstermash.bus.contract.BusFixture;
import org.monstermash.bus.contract.ChatBusContract;
import org.monstermash.bus.contract.MemoryFixture;

class InMemoryChatBusTest extends ChatBusContract {
    @Override
    protected BusFixture openFixture() {
        HeapLog log = new HeapLog();
        return new MemoryFixture(() -> log);
    }
}
