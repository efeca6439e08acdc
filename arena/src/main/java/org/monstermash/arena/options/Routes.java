package org.monstermash.arena.options;

import org.monstermash.models.provider.Endpoint;

/** Where a model is asked that is only named: {@code provider/model}. */
@FunctionalInterface
public interface Routes {

    /** @throws RuntimeException in one line, when there is no such provider, or a key or an address is missing */
    Endpoint endpoint(String model);
}
