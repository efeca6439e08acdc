package org.monstermash.tracing;

import java.time.Clock;
import java.util.Set;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.contract.BusFixture;
import org.monstermash.bus.contract.ChatBusContract;
import org.monstermash.bus.contract.MemoryFixture;
import org.monstermash.bus.memory.HeapLog;

/** A bus that is traced is the same bus. */
class TracedChatBusTest extends ChatBusContract {
    @Override
    protected BusFixture openFixture() {
        HeapLog log = new HeapLog();
        return new TracedFixture(new MemoryFixture(() -> log));
    }

    private static final class TracedFixture implements BusFixture {
        private final BusFixture inner;
        private ChatBus gateway;
        private ChatBus worker;

        TracedFixture(BusFixture inner) {
            this.inner = inner;
            open();
        }

        private void open() {
            gateway = traced(Tracing.GATEWAY, inner.gateway());
            worker = traced(Tracing.WORKER, inner.worker());
        }

        private static ChatBus traced(String role, ChatBus bus) {
            return new Tracing(role, "1", new HeardSteps(), Clock.systemUTC()).bus(bus);
        }

        @Override
        public ChatBus gateway() {
            return gateway;
        }

        @Override
        public ChatBus worker() {
            return worker;
        }

        @Override
        public void cut() {
            inner.cut();
        }

        @Override
        public void heal() {
            inner.heal();
        }

        @Override
        public void restart() {
            inner.restart();
            open();
        }

        @Override
        public int roomWindow() {
            return inner.roomWindow();
        }

        @Override
        public Set<Difference> differences() {
            return inner.differences();
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
