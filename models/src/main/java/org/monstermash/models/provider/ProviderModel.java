package org.monstermash.models.provider;

import org.monstermash.models.Model;
import org.monstermash.models.Prompt;
import org.monstermash.models.ReplyStream;
import org.monstermash.models.Sleeper;

/**
 * A model behind a connection. Its thinking comes apart from its text, whichever field or tag the server puts it in.
 *
 * <p>Tries: 401 and other 4xx once; 429 and 5xx and a failed connection up to three times before the first part, as long
 * as {@code Retry-After} says or with a growing pause; after the first part never.
 */
public final class ProviderModel implements Model {
    private final Endpoint endpoint;
    private final ModelOptions options;
    private final RequestGate gate;
    private final Sleeper sleeper;

    public ProviderModel(Endpoint endpoint, ModelOptions options, RequestGate gate, Sleeper sleeper) {
        this.endpoint = endpoint;
        this.options = options;
        this.gate = gate;
        this.sleeper = sleeper;
    }

    @Override
    public String name() {
        return endpoint.name();
    }

    @Override
    public ReplyStream reply(Prompt prompt) {
        throw new UnsupportedOperationException("to be written");
    }
}
