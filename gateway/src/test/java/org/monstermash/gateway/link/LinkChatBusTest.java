package org.monstermash.gateway.link;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import org.monstermash.bus.contract.BusFixture;
import org.monstermash.bus.contract.ChatBusContract;

@QuarkusTest
@TestProfile(LinkProfile.class)
class LinkChatBusTest extends ChatBusContract {
    @Inject
    SwitchedBus bus;

    @TestHTTPResource("/")
    URI gateway;

    @Override
    protected BusFixture openFixture() {
        return new LinkFixture(bus, gateway.getPort());
    }
}
