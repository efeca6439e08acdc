package org.monstermash.gateway.live;

import io.netty.channel.Channel;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.inject.Singleton;
import org.monstermash.gateway.door.ClientAddress;

/** Keeps of the handshake what the connection must know later. Who may come in was decided at the door. */
@Singleton
public final class Handshake implements HttpUpgradeCheck {
    static final TypedKey<Visit> VISIT = new TypedKey<>("visit");
    static final TypedKey<Channel> CHANNEL = new TypedKey<>("channel");
    static final TypedKey<ClientAddress> ADDRESS = new TypedKey<>("address");

    @Override
    public boolean appliesTo(String endpointId) {
        return endpointId.equals(LiveSocket.class.getName()) || endpointId.equals(StreamSocket.class.getName());
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        HttpServerRequest request = context.httpRequest();
        context.userData()
                .put(
                        VISIT,
                        Visit.of(
                                request.getParam("room"),
                                request.getParam("epoch"),
                                request.getParam("after"),
                                request.getParam("why")));
        context.userData().put(CHANNEL, ((ConnectionBase) request.connection()).channel());
        context.userData().put(ADDRESS, ClientAddress.of(request));
        return CheckResult.permitUpgrade();
    }
}
