package org.monstermash.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;

/** A model server that has its answer ready: OpenAI's protocol, streamed. */
final class InstantModel implements AutoCloseable {
    private static final String WORD =
            "data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word %d \"}}]}\n\n";
    private static final String END =
            "data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
    private static final int WORDS = 20;

    private final HttpServer server;

    InstantModel(Vertx vertx) {
        StringBuilder answer = new StringBuilder();
        for (int i = 0; i < WORDS; i++) {
            answer.append(WORD.formatted(i));
        }
        String body = answer.append(END).toString();
        server = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                .requestHandler(request -> request.bodyHandler(asked -> request.response()
                        .putHeader("Content-Type", "text/event-stream")
                        .end(body)))
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.actualPort() + "/v1/chat/completions";
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
