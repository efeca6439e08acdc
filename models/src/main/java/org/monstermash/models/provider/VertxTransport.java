package org.monstermash.models.provider;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Requests over Vert.x' HTTP client, in or outside a Quarkus application.
 *
 * <p>Each request has a connection of its own: closing the exchange closes it, in every phase, and no answer ever meets
 * a connection that went stale in a pool. Redirects are not followed, so that a key goes only where it was sent to.
 */
final class VertxTransport implements Transport {
    /** More requests than one process ever has on their way; Vert.x' own limit is five a server. */
    private static final int MAX_CONNECTIONS = 4096;

    private final HttpClient client;

    VertxTransport(Vertx vertx) {
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setKeepAlive(false)
                .setMaxPoolSize(MAX_CONNECTIONS)
                .setMaxHeaderSize(32 * 1024));
    }

    /** One for the process, with a Vert.x of its own whose threads keep no process alive. */
    static Transport shared() {
        return Shared.TRANSPORT;
    }

    @Override
    public Exchange send(Call call) {
        Arriving arriving = new Arriving();
        try {
            client.request(options(call))
                    .onSuccess(request -> send(request, call.body(), arriving))
                    .onFailure(arriving::unreachable);
        } catch (IllegalArgumentException e) {
            // An address that cannot be asked, or a header that cannot be written.
            arriving.unreachable(e);
        }
        return arriving;
    }

    private static RequestOptions options(Call call) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(call.url().toString())
                .setConnectTimeout(Math.max(1, call.connectTimeout().toMillis()))
                .setFollowRedirects(false);
        call.headers().forEach(options::putHeader);
        return options;
    }

    private static void send(HttpClientRequest request, byte[] body, Arriving arriving) {
        request.response().onSuccess(response -> receive(response, arriving)).onFailure(arriving::failed);
        // Without a handler the end of a closed request is logged as an error.
        request.exceptionHandler(told -> {});
        arriving.onClose(request::reset);
        request.end(Buffer.buffer(body));
    }

    /** Hands on an answer whose body nobody reads yet. On the thread of its connection. */
    static void receive(HttpClientResponse response, Arriving arriving) {
        // A reset is told by the answer; the connection would log it once more, as an error.
        response.request().connection().exceptionHandler(told -> {});
        response.exceptionHandler(arriving::failed);
        response.endHandler(end -> arriving.endCame());
        arriving.headCame(head(response), new Arriving.Flow() {
            @Override
            public void pause() {
                response.pause();
            }

            @Override
            public void resume() {
                response.resume();
            }
        });
        response.handler(buffer -> arriving.bytesCame(buffer.getBytes()));
    }

    static Exchange.Head head(HttpClientResponse response) {
        Map<String, String> headers = new HashMap<>();
        response.headers().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        return new Exchange.Head(response.statusCode(), Map.copyOf(headers));
    }

    private static final class Shared {
        static final Transport TRANSPORT = new VertxTransport(vertx());

        private static Vertx vertx() {
            // The system's resolver knows /etc/hosts, search domains and split horizons; Vert.x' own does not wholly.
            if (System.getProperty("vertx.disableDnsResolver") == null) {
                System.setProperty("vertx.disableDnsResolver", "true");
            }
            return Vertx.vertx(new VertxOptions()
                    .setEventLoopPoolSize(1)
                    .setWorkerPoolSize(2)
                    .setInternalBlockingPoolSize(4)
                    .setUseDaemonThread(true)
                    .setFileSystemOptions(
                            new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        }
    }
}
