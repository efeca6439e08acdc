package org.monstermash.models.provider;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;

/**
 * The extensions where they speak a protocol and a Quarkus application runs, else Vert.x alone: the same HTTP client, the
 * same readers, the same promises. So a model can be asked before an application is started, and without one.
 */
final class ChosenTransport implements Transport {
    private final Transport extensions = new ExtensionTransport();

    @Override
    public Exchange send(Call call) {
        return choose(call.protocol()).send(call);
    }

    Transport choose(Protocol protocol) {
        return ExtensionTransport.carries(protocol) && isApplicationRunning() ? extensions : VertxTransport.shared();
    }

    private static boolean isApplicationRunning() {
        ArcContainer container = Arc.container();
        return container != null && container.isRunning();
    }
}
