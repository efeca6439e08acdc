package org.monstermash.models.provider;

import java.util.Objects;
import java.util.function.LongSupplier;
import org.monstermash.models.Model;
import org.monstermash.models.Prompt;
import org.monstermash.models.ReplyStream;
import org.monstermash.models.Sleeper;

/**
 * A model behind a connection. Its thinking comes apart from its text, whichever field or tag the server puts it in.
 *
 * <p>A request goes out with the first {@link ReplyStream#next}, on the thread that reads; each has a connection of its
 * own, closed with the answer.
 *
 * <p>Tries: 401 and other 4xx once; 429 and 5xx and a failed connection up to three times before the first part, as long
 * as {@code Retry-After} says (up to 30 s; who asks for more is not asked again) or with a growing pause; after the first
 * part never. A 400 that names a field which may be missing is answered by the same request without it, and the field
 * stays away from then on. Timeouts hold for each try.
 *
 * <p>Bounds, and what happens there is {@link org.monstermash.models.ModelException.Failure#GARBAGE}: a line or an event
 * of 1 MiB, a body that comes whole of 4 MiB, 1,000,000 characters of text and thinking, 256 MiB of unpacked bytes in one
 * answer. Unread are at most about 256 KiB: the server is slowed down by a slow reader.
 */
public final class ProviderModel implements Model {
    private final Endpoint endpoint;
    private final ModelOptions options;
    private final RequestGate gate;
    private final Sleeper sleeper;
    private final Transport transport;
    private final LongSupplier nanoTime;
    private final Dialect dialect;
    private final LeftOut leftOut;

    public ProviderModel(Endpoint endpoint, ModelOptions options, RequestGate gate, Sleeper sleeper) {
        this(endpoint, options, gate, sleeper, new ChosenTransport(), System::nanoTime);
    }

    ProviderModel(
            Endpoint endpoint,
            ModelOptions options,
            RequestGate gate,
            Sleeper sleeper,
            Transport transport,
            LongSupplier nanoTime) {
        this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
        this.options = Objects.requireNonNull(options, "options");
        this.gate = Objects.requireNonNull(gate, "gate");
        this.sleeper = Objects.requireNonNull(sleeper, "sleeper");
        this.transport = Objects.requireNonNull(transport, "transport");
        this.nanoTime = Objects.requireNonNull(nanoTime, "nanoTime");
        this.dialect = Dialect.of(endpoint.protocol());
        this.leftOut = new LeftOut(dialect);
    }

    @Override
    public String name() {
        return endpoint.name();
    }

    @Override
    public ReplyStream reply(Prompt prompt) {
        return new ProviderReply(this, Objects.requireNonNull(prompt, "prompt"));
    }

    /** The JSON of the request that would be made now. Asks nobody. */
    public String body(Prompt prompt) {
        return RequestBody.of(dialect, endpoint, prompt, options, leftOut)
                .whole()
                .toPrettyString();
    }

    Endpoint endpoint() {
        return endpoint;
    }

    ModelOptions options() {
        return options;
    }

    RequestGate gate() {
        return gate;
    }

    Sleeper sleeper() {
        return sleeper;
    }

    Transport transport() {
        return transport;
    }

    LongSupplier nanoTime() {
        return nanoTime;
    }

    Dialect dialect() {
        return dialect;
    }

    LeftOut leftOut() {
        return leftOut;
    }
}
