package org.monstermash.gateway.link;

import io.netty.channel.Channel;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.inject.Singleton;

/** Lets in only who shows the token. */
@Singleton
public final class BusDoor implements HttpUpgradeCheck {
    static final TypedKey<Channel> CHANNEL = new TypedKey<>("bus-channel");
    private static final int UNAUTHORIZED = 401;

    private final BusToken token;

    BusDoor(BusToken token) {
        this.token = token;
    }

    @Override
    public boolean appliesTo(String endpointId) {
        return endpointId.equals(BusEndpoint.class.getName());
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        HttpServerRequest request = context.httpRequest();
        if (!token.isShownBy(request.getHeader("Authorization"))) {
            return CheckResult.rejectUpgrade(UNAUTHORIZED);
        }
        context.userData().put(CHANNEL, ((ConnectionBase) request.connection()).channel());
        return CheckResult.permitUpgrade();
    }
}
