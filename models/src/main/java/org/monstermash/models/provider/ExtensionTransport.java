package org.monstermash.models.provider;

import dev.langchain4j.model.openai.internal.chat.ChatCompletionRequest;
import io.quarkiverse.langchain4j.ollama.ChatRequest;
import io.quarkiverse.langchain4j.ollama.OllamaRestApi;
import io.quarkiverse.langchain4j.openai.common.OpenAiRestApi;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.client.impl.ClientRequestContextImpl;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestFilter;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientResponseFilter;

/**
 * Requests through the REST interfaces of quarkus-langchain4j's OpenAI and Ollama extensions, on a Quarkus REST client made
 * for the call: see {@code docs/decisions/0010-providers.md}. Works in a Quarkus application only.
 *
 * <p>The interface carries the request; two filters put address, headers and body on it exactly as they are given. At the
 * head of the answer the chain of the REST client is left standing, and the bytes go to our own readers: the extensions'
 * readers know no bounds and drop errors, cuts and thinking.
 */
final class ExtensionTransport implements Transport {

    static boolean carries(Protocol protocol) {
        return protocol == Protocol.OPENAI || protocol == Protocol.OLLAMA;
    }

    @Override
    public Exchange send(Call call) {
        Arriving arriving = new Arriving();
        QuarkusRestClientBuilder builder = QuarkusRestClientBuilder.newBuilder()
                .baseUri(call.url())
                .connectTimeout(Math.max(1, call.connectTimeout().toMillis()), TimeUnit.MILLISECONDS)
                .readTimeout(Integer.MAX_VALUE, TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .register(new Written(call))
                // Before the filter that makes exceptions of refusals: response filters run from high to low.
                .register(new TakenOver(arriving), Integer.MAX_VALUE);
        try {
            subscribe(builder, call, arriving);
        } catch (RuntimeException e) {
            arriving.unreachable(e);
        }
        return arriving;
    }

    private static void subscribe(QuarkusRestClientBuilder builder, Call call, Arriving arriving) {
        switch (call.protocol()) {
            case OPENAI -> {
                OpenAiRestApi api = builder.build(OpenAiRestApi.class);
                subscribe(
                        api.streamingChatCompletion(
                                ChatCompletionRequest.builder().build(),
                                OpenAiRestApi.ApiMetadata.builder().build()),
                        (Closeable) api,
                        arriving);
            }
            case OLLAMA -> {
                OllamaRestApi api = builder.build(OllamaRestApi.class);
                subscribe(api.streamingChat(ChatRequest.builder().build()), (Closeable) api, arriving);
            }
            case ANTHROPIC, GEMINI -> throw new IllegalArgumentException("no extension speaks " + call.protocol());
        }
    }

    private static void subscribe(Multi<?> answer, Closeable client, Arriving arriving) {
        // Nobody cancels the subscription: what is dropped then is logged as an error.
        answer.subscribe().with(part -> {}, failure -> failed(failure, arriving));
        // Before the answer's head this alone ends the connection.
        arriving.onClose(() -> close(client));
    }

    private static void failed(Throwable failure, Arriving arriving) {
        Throwable cause =
                failure instanceof ProcessingException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof HttpClosedException || cause instanceof StreamResetException) {
            arriving.failed(cause);
        } else {
            arriving.unreachable(cause);
        }
    }

    private static void close(Closeable client) {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the request as it was given. */
    private record Written(Call call) implements ResteasyReactiveClientRequestFilter {
        @Override
        public void filter(ResteasyReactiveClientRequestContext context) {
            context.setUri(call.url());
            MultivaluedMap<String, Object> headers = context.getHeaders();
            headers.clear();
            call.headers().forEach(headers::putSingle);
            context.setEntity(call.body(), new Annotation[0], MediaType.APPLICATION_JSON_TYPE);
        }
    }

    /** Takes the answer at its head. */
    private record TakenOver(Arriving arriving) implements ResteasyReactiveClientResponseFilter {
        @Override
        public void filter(ResteasyReactiveClientRequestContext context, ClientResponseContext response) {
            HttpClientResponse answer = ((ClientRequestContextImpl) context)
                    .getRestClientRequestContext()
                    .getVertxClientResponse();
            if (answer == null) {
                return; // No answer came: the failure goes to the subscriber.
            }
            context.suspend();
            if (answer.statusCode() / 100 == 2) {
                VertxTransport.receive(answer, arriving);
                arriving.onClose(answer.request()::reset);
                answer.resume();
            } else {
                refused(answer, response.getEntityStream());
            }
        }

        /** The REST client has read the body of a refusal already. */
        private void refused(HttpClientResponse answer, InputStream body) {
            arriving.headCame(VertxTransport.head(answer), Arriving.Flow.NONE);
            try {
                arriving.bytesCame(body == null ? new byte[0] : body.readNBytes(Arriving.HIGH_WATER_BYTES / 2));
                arriving.endCame();
            } catch (IOException e) {
                arriving.failed(e);
            }
        }
    }
}
