package org.monstermash.models.provider;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.monstermash.models.ModelException;
import org.monstermash.models.ModelException.Failure;
import org.monstermash.models.Prompt;
import org.monstermash.models.ReplyPart;
import org.monstermash.models.ReplyStream;
import org.monstermash.models.SentRequest;
import org.monstermash.models.Sleeper;
import org.monstermash.models.provider.TryFailed.Again;

/** One answer of a provider's model: its tries, one after the other, on the thread that reads. */
final class ProviderReply implements ReplyStream {
    static final int MAX_TRIES = 3;

    /** A server that wants a longer pause is given up at once: whoever asked would not wait for it. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final int MAX_ERROR_BYTES = 16 * 1024;

    private final Endpoint endpoint;
    private final ModelOptions options;
    private final RequestGate gate;
    private final Sleeper sleeper;
    private final Transport transport;
    private final LongSupplier nanoTime;
    private final Dialect dialect;
    private final LeftOut leftOut;
    private final Prompt prompt;
    private final ServerMessage serverMessage;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private volatile Exchange exchange;
    private volatile SentRequest sent;
    private OneTry current;
    private int tries;
    private boolean spoke;
    private ReplyPart.Finished end;
    private ModelException failure;

    ProviderReply(ProviderModel model, Prompt prompt) {
        this.endpoint = model.endpoint();
        this.options = model.options();
        this.gate = model.gate();
        this.sleeper = model.sleeper();
        this.transport = model.transport();
        this.nanoTime = model.nanoTime();
        this.dialect = model.dialect();
        this.leftOut = model.leftOut();
        this.prompt = prompt;
        this.serverMessage = new ServerMessage(endpoint, prompt);
    }

    @Override
    public ReplyPart next() throws InterruptedException {
        if (failure != null) {
            throw failure;
        }
        while (true) {
            throwIfClosed();
            if (end != null) {
                return end;
            }
            try {
                return part();
            } catch (TryFailed failed) {
                throwIfClosed();
                current = null;
                exchange.close();
                if (!isAnotherTry(failed)) {
                    failure =
                            new ModelException(failed.failure(), endpoint.name() + ": " + failed.getMessage(), failed);
                    throw failure;
                }
            } catch (ModelException refused) {
                failure = refused;
                throw refused;
            }
        }
    }

    @Override
    public Optional<SentRequest> request() {
        return Optional.ofNullable(sent);
    }

    @Override
    public void close() {
        closed.complete(null);
        Exchange open = exchange;
        if (open != null) {
            open.close();
        }
    }

    private ReplyPart part() throws TryFailed, InterruptedException {
        try {
            if (current == null) {
                current = begin();
            }
            current.waitAgain();
            ReplyPart part = current.next();
            spoke = true;
            if (part instanceof ReplyPart.Finished finished) {
                end = finished;
            }
            return part;
        } catch (OneTry.ErrorEvent event) {
            throw new TryFailed(
                    Failure.PROVIDER_ERROR,
                    "failed while it answered: " + serverMessage.of(event.json()),
                    Again.NO,
                    event);
        } catch (Garbage garbage) {
            throw new TryFailed(Failure.GARBAGE, "no answer: " + garbage.getMessage(), Again.NO, garbage);
        } catch (Exchange.Unreachable away) {
            throw new TryFailed(
                    Failure.UNREACHABLE,
                    "no connection to " + endpoint.url().getAuthority() + ": " + away.getMessage(),
                    Again.LATER,
                    away);
        } catch (Exchange.Overdue overdue) {
            throw new TryFailed(
                    Failure.TIMEOUT,
                    spoke
                            ? "nothing more within " + seconds(options.idleTimeout())
                            : "nothing within " + seconds(options.firstTokenTimeout()),
                    Again.NO,
                    overdue);
        } catch (InterruptedIOException interrupted) {
            throw new InterruptedException(interrupted.getMessage());
        } catch (IOException cut) {
            throw new TryFailed(
                    Failure.CUT,
                    (spoke ? "broke off: " : "broke off before it began: ") + cut.getMessage(),
                    Again.LATER,
                    cut);
        }
    }

    private static String seconds(Duration duration) {
        return duration.toMillisPart() == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    private OneTry begin() throws TryFailed, IOException, InterruptedException {
        tries++;
        gate.beforeRequest();
        RequestBody body = RequestBody.of(dialect, endpoint, prompt, options, leftOut);
        byte[] bytes = body.bytes();
        URI url = dialect.url(endpoint, options);
        sent = SentRequest.to(url, serverMessage.withoutKeys(new String(bytes, StandardCharsets.UTF_8)));
        Deadline deadline = new Deadline(nanoTime);
        long began = nanoTime.getAsLong();
        deadline.within(options.firstTokenTimeout());
        exchange = transport.send(new Transport.Call(
                endpoint.protocol(), url, headers(), bytes, options.stream(), options.connectTimeout()));
        // Closed between the check and the line above: nobody else would close this exchange.
        throwIfClosed();
        Exchange.Head head = exchange.head(deadline);
        BodyStream stream = BodyStream.of(exchange, head, deadline);
        if (head.status() / 100 != 2) {
            throw refused(head, stream, body);
        }
        return new OneTry(dialect, options, exchange, events(head, stream), deadline, nanoTime, began);
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>(endpoint.headers());
        add(headers, "Content-Type", "application/json");
        add(
                headers,
                "Accept",
                options.stream() ? "text/event-stream, application/x-ndjson, application/json" : "application/json");
        add(headers, "User-Agent", "monster-mash");
        if (endpoint.protocol() == Protocol.ANTHROPIC) {
            add(headers, "anthropic-version", "2023-06-01");
        }
        return headers;
    }

    private static void add(Map<String, String> headers, String name, String value) {
        if (headers.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
            headers.put(name, value);
        }
    }

    /** By what the server says it sends, and by how it begins where it does not say: many servers say it wrong. */
    private Events events(Exchange.Head head, BodyStream body) throws IOException {
        String type = head.header("content-type").toLowerCase(Locale.ROOT);
        boolean lines = type.contains("ndjson") || type.contains("jsonl") || type.contains("stream+json");
        return switch (body.peek()) {
            case '{', '[' ->
                lines || options.stream() && endpoint.protocol() == Protocol.OLLAMA
                        ? new JsonLines(body)
                        : new WholeBody(body);
            case 'd', 'e', ':', 'i', 'r' -> new ServerSentEvents(body);
            default -> type.contains("event-stream") ? new ServerSentEvents(body) : new WholeBody(body);
        };
    }

    private TryFailed refused(Exchange.Head head, BodyStream stream, RequestBody body) throws InterruptedException {
        String text = errorText(stream);
        int status = head.status();
        String message = "answered " + status + ": " + serverMessage.of(text);
        if (status == 401 || status == 403) {
            return new TryFailed(Failure.UNAUTHORIZED, message, Again.NO, null);
        }
        Duration pause = RetryAfter.of(head.header("retry-after"), Instant.now());
        if (status == 429) {
            // An empty account does not fill within seconds.
            Again again = text.contains("insufficient_quota") ? Again.NO : Again.LATER;
            return new TryFailed(Failure.RATE_LIMITED, message, again, pause, null);
        }
        if (status / 100 == 5) {
            return new TryFailed(Failure.PROVIDER_ERROR, message, Again.LATER, pause, null);
        }
        boolean changed = (status == 400 || status == 422) && leftOut.learn(text, body.plain());
        return new TryFailed(Failure.REFUSED, message, changed ? Again.CHANGED : Again.NO, null);
    }

    /** As much of an error's body as comes; what breaks it off is not the news. */
    private static String errorText(BodyStream stream) throws InterruptedException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        try {
            int read = stream.read(buffer, 0, buffer.length);
            while (read > 0 && text.size() < MAX_ERROR_BYTES) {
                text.write(buffer, 0, read);
                read = stream.read(buffer, 0, buffer.length);
            }
        } catch (InterruptedIOException e) {
            throw new InterruptedException(e.getMessage());
        } catch (IOException e) {
            // What came until then has to do.
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** Whether there is another try; waits for it. */
    private boolean isAnotherTry(TryFailed failed) throws InterruptedException {
        if (spoke) {
            return false;
        }
        return switch (failed.again()) {
            case NO -> false;
            case CHANGED -> {
                tries--;
                yield true;
            }
            case LATER -> {
                boolean another = tries < MAX_TRIES && failed.pause().compareTo(LONGEST_PAUSE) <= 0;
                if (another) {
                    Duration growing = FIRST_PAUSE.multipliedBy(1L << (tries - 1));
                    sleeper.sleep(failed.pause().isZero() ? growing : failed.pause(), closed);
                }
                yield another;
            }
        };
    }

    private void throwIfClosed() {
        if (closed.isDone()) {
            Exchange open = exchange;
            if (open != null) {
                open.close();
            }
            throw new CancellationException("the answer was closed");
        }
    }
}
