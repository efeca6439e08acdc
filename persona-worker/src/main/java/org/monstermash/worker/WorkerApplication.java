package org.monstermash.worker;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.monstermash.bus.ChatBus;
import org.monstermash.settings.Settings;
import org.monstermash.tracing.Tracing;
import org.monstermash.worker.turns.Time;

/** The worker inside Quarkus: from its start to SIGTERM or Ctrl-C. A singleton: a proxy would need an empty constructor. */
@Singleton
public class WorkerApplication implements QuarkusApplication {
    /** Quarkus makes the application itself, so what it is to do waits here. */
    private static volatile Assignment assigned;

    private static volatile Consumer<String> whenFenced;

    private final Map<String, Object> kafkaClient;

    WorkerApplication(@Identifier("default-kafka-broker") Map<String, Object> kafkaClient) {
        this.kafkaClient = kafkaClient;
    }

    /** @param fenced is told in one line when another worker has this one's name; does not return */
    static void assign(Assignment assignment, Consumer<String> fenced) {
        assigned = assignment;
        whenFenced = fenced;
    }

    @Override
    public int run(String... args) {
        Assignment assignment = assigned;
        Time time = Time.real();
        Optional<Tracing> tracing = tracing(assignment.settings());
        ChatBus open = new WorkerBus(assignment, kafkaClient, whenFenced).open();
        ChatBus bus = tracing.map(it -> it.bus(open)).orElse(open);
        Worker worker = new Worker(assignment, bus, time, ModelMaker.real(time), tracing);
        // A signal ends a JVM with 128 + its number; being told to go is no failure, so the hook has the last word.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            worker.close();
                            Runtime.getRuntime().halt(0);
                        },
                        "goodbye"));
        worker.start();
        Quarkus.waitForExit();
        worker.close();
        return 0;
    }

    /** Empty without a collector: then nothing of it is loaded. */
    private static Optional<Tracing> tracing(Settings settings) {
        return settings.log().otlpEndpoint().map(to -> Tracing.to(to, Tracing.WORKER, settings.workerId()));
    }
}
