package org.monstermash.worker;

import static java.util.stream.Collectors.joining;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.kafka.BrokerProbe;
import org.monstermash.bus.kafka.KafkaChatBus;
import org.monstermash.bus.kafka.KafkaSettings;
import org.monstermash.bus.link.LinkChatBus;
import org.monstermash.personas.Persona;
import org.monstermash.settings.Settings;

/** Which bus a worker speaks on: the gateway's link, or Kafka; and with a fallback, the one the gateway took. */
final class WorkerBus {
    /** A gateway that says nothing for so long has nothing to say: a broker that answers is enough. */
    static final Duration GATEWAY_PATIENCE = Duration.ofSeconds(30);

    private static final Duration ASK_AGAIN = Duration.ofMillis(500);
    private static final Logger LOG = Logger.getLogger(WorkerBus.class);

    private final Assignment assignment;
    private final Map<String, Object> kafkaClient;
    private final Consumer<String> whenFenced;

    /**
     * @param kafkaClient what Kafka's clients are given: only what is about security is passed on
     * @param whenFenced is told in one line when another worker has this one's name
     */
    WorkerBus(Assignment assignment, Map<String, Object> kafkaClient, Consumer<String> whenFenced) {
        this.assignment = assignment;
        this.kafkaClient = kafkaClient;
        this.whenFenced = whenFenced;
    }

    /** Begins to connect, and goes on for ever. With a fallback it first waits for the gateway to say which bus it is. */
    ChatBus open() {
        Settings.Bus bus = assignment.settings().bus();
        if (bus.backend() == Settings.Backend.IN_MEMORY) {
            return link();
        }
        if (bus.fallbackToMemory()
                && !gatewayIsOnKafka(
                        new GatewayBackend(assignment.settings().gateway().url()), BrokerProbe::answers)) {
            LOG.warn("🕯️ the gateway's in-memory bus takes the place of Kafka until the next start (BUS__FALLBACK)");
            return link();
        }
        LOG.infof("🪶 on Kafka: %s, topic %s", String.join(",", bus.kafkaBrokers()), bus.kafkaTopic());
        return new KafkaChatBus(kafka(), Optional.empty(), Clock.systemUTC(), () -> {}, whenFenced);
    }

    /** Blocks until the gateway says so, or for a while has said nothing although a broker answers. */
    boolean gatewayIsOnKafka(GatewayBackend gateway, BiPredicate<KafkaSettings, Duration> brokerAnswers) {
        long patienceEnds = System.nanoTime() + GATEWAY_PATIENCE.toNanos();
        boolean said = false;
        while (true) {
            Optional<Settings.Backend> backend = gateway.ask();
            if (backend.isPresent()) {
                return backend.get() == Settings.Backend.KAFKA;
            }
            if (!said) {
                LOG.info("📡 asking the gateway which bus it is on (BUS__FALLBACK)");
                said = true;
            }
            boolean hasBrokers = !assignment.settings().bus().kafkaBrokers().isEmpty();
            if (hasBrokers && System.nanoTime() - patienceEnds > 0 && brokerAnswers.test(kafka(), ASK_AGAIN)) {
                LOG.info("📡 the gateway says nothing, but a broker answers");
                return true;
            }
            pause();
        }
    }

    private static void pause() {
        try {
            new CompletableFuture<Void>().get(ASK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException over) {
            // as meant
        } catch (InterruptedException | ExecutionException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ChatBus link() {
        Settings settings = assignment.settings();
        String who = assignment.personas().stream().map(Persona::key).collect(joining(", "));
        return new LinkChatBus(
                settings.gateway().url(),
                new BusToken(settings.bus()),
                settings.workerId(),
                news -> LOG.infof("📡 %s: %s", who, news),
                RandomGenerator.getDefault());
    }

    private KafkaSettings kafka() {
        Settings.Bus bus = assignment.settings().bus();
        return new KafkaSettings(
                bus.kafkaBrokers(),
                bus.kafkaTopic(),
                bus.namespace(),
                bus.kafkaPartitions(),
                bus.kafkaReplication(),
                Optional.of(assignment.settings().workerId()),
                KafkaSettings.security(kafkaClient));
    }
}
