package org.monstermash.tracing;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.event.Message;
import org.monstermash.tracing.Step.Kind;

/**
 * One process' part in the traces. A message's way as steps:
 *
 * <pre>
 * POST → publish (gateway) ─┬─ deliver (each persona) ─┬─ chat (each model asked)
 *                           │                          └─ publish (worker) ─┬─ publish (gateway, in memory)
 *                           └─ show (each gateway)                          ├─ show (each gateway)
 *                                                                           └─ deliver (each other persona) …
 * </pre>
 *
 * <p>Any thread; nothing blocks.
 */
public final class Tracing {
    /** The process that people's messages come in at. */
    public static final String GATEWAY = "gateway";

    /** A process that personas live in. */
    public static final String WORKER = "worker";

    private final String role;
    private final String instance;
    private final Steps steps;
    private final Clock clock;
    private final Trails trails = new Trails();
    private final AtomicLong calls = new AtomicLong();

    /**
     * @param role {@link #GATEWAY} or {@link #WORKER}
     * @param instance tells this process from others in its role
     */
    public Tracing(String role, String instance, Steps steps, Clock clock) {
        this.role = role;
        this.instance = instance;
        this.steps = steps;
        this.clock = clock;
    }

    /** Tells a collector. Only this loads what is needed for it. */
    public static Tracing to(String endpoint, String role, String instance) {
        return new Tracing(role, instance, OtlpSteps.to(endpoint, role, instance), Clock.systemUTC());
    }

    /** The same bus, whose every step is told. Closing it tells what is still waiting. */
    public ChatBus bus(ChatBus bus) {
        return new TracedChatBus(bus, this);
    }

    /** The bus that was given to {@link #bus}, or the same where it was not made there. */
    public static ChatBus untraced(ChatBus bus) {
        return bus instanceof TracedChatBus traced ? traced.inner() : bus;
    }

    /** A request has brought a person's message, and is answered. */
    public void posted(String message, String room, String route, int status, Instant begun) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("http.request.method", "POST");
        attributes.put("http.route", route);
        attributes.put("http.response.status_code", (long) status);
        attributes.put("monstermash.room", room);
        attributes.put("monstermash.message_id", message);
        tell(
                "POST " + route,
                Kind.SERVER,
                message,
                StepIds.posted(message),
                Optional.empty(),
                begun,
                attributes,
                Optional.empty());
    }

    /** A message is at the sockets of everybody who reads its room here. */
    public void shown(Message message, Instant begun) {
        Map<String, Object> attributes = about(message);
        tell(
                "show",
                Kind.CONSUMER,
                trails.of(message),
                StepIds.shown(instance, message.id()),
                Optional.of(origin(message)),
                begun,
                attributes,
                Optional.empty());
    }

    /** A model begins to be asked for a reply. */
    public ModelCall call(String model, String persona, Optional<Message> cause, String reply) {
        return new ModelCall(
                this,
                model,
                persona,
                cause.map(trails::of).orElse(reply),
                StepIds.call(reply, model, calls.incrementAndGet()),
                cause.map(message -> StepIds.turn(persona, message.id())),
                reply);
    }

    String role() {
        return role;
    }

    Trails trails() {
        return trails;
    }

    Instant now() {
        return clock.instant();
    }

    /** The step that brought a message onto the bus: people's in a gateway, a persona's in its worker. */
    static String origin(Message message) {
        return StepIds.published(message.byMonster() ? WORKER : GATEWAY, message.id());
    }

    static Map<String, Object> about(Message message) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("monstermash.room", message.room());
        attributes.put("monstermash.message_id", message.id());
        if (message.persona() != null) {
            attributes.put("monstermash.author_persona", message.persona());
        }
        return attributes;
    }

    void tell(
            String name,
            Kind kind,
            String trace,
            String id,
            Optional<String> parent,
            Instant begun,
            Map<String, Object> attributes,
            Optional<String> failure) {
        steps.took(new Step(name, kind, trace, id, parent, begun, now(), attributes, failure));
    }

    void close() {
        steps.close();
    }
}
