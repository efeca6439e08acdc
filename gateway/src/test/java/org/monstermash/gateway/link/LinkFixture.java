package org.monstermash.gateway.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.contract.BusFixture;
import org.monstermash.bus.contract.TcpProxy;
import org.monstermash.bus.link.LinkChatBus;

/** Workers over the real endpoint, each through a proxy that can be cut. */
final class LinkFixture implements BusFixture {
    private final SwitchedBus bus;
    private final TcpProxy proxy;
    private final List<LinkChatBus> workers = new ArrayList<>();

    LinkFixture(SwitchedBus bus, int port) {
        this.bus = bus;
        bus.beginAnew();
        try {
            this.proxy = new TcpProxy(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TcpProxy proxy() {
        return proxy;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + proxy.port());
    }

    @Override
    public ChatBus gateway() {
        return bus.current();
    }

    @Override
    public ChatBus worker() {
        LinkChatBus worker =
                new LinkChatBus(url(), () -> LinkProfile.TOKEN, "a test", line -> {}, RandomGenerator.getDefault());
        workers.add(worker);
        return worker;
    }

    @Override
    public void cut() {
        proxy.cut();
    }

    @Override
    public void heal() {
        proxy.heal();
    }

    @Override
    public void restart() {
        workers.forEach(LinkChatBus::close);
        bus.restart();
        proxy.drop();
    }

    @Override
    public int roomWindow() {
        return 512;
    }

    @Override
    public Set<Difference> differences() {
        return Set.of(Difference.WORKERS_ARE_CONNECTED);
    }

    @Override
    public void close() {
        workers.forEach(LinkChatBus::close);
        proxy.close();
    }
}
