package org.monstermash.models.stub;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** One connection to the stub: one request, one answer. */
final class Connection {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Connection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        socket.setTcpNoDelay(true);
    }

    void serve(Function<Request, Answer> answers) throws IOException {
        Request request = read();
        Thread.ofVirtual().name("stub-watch").start(() -> watch(request));
        try {
            play(answers.apply(request), request);
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            request.over().complete(null);
        }
    }

    private Request read() throws IOException {
        String[] first = line().split(" ");
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = headers.getOrDefault("transfer-encoding", "").equals("chunked")
                ? chunks()
                : new String(in.readNBytes(length), StandardCharsets.UTF_8);
        int question = first[1].indexOf('?');
        return new Request(
                first[0],
                question < 0 ? first[1] : first[1].substring(0, question),
                question < 0 ? "" : first[1].substring(question + 1),
                Map.copyOf(headers),
                body,
                System.nanoTime(),
                new AtomicLong(),
                new CompletableFuture<>(),
                new CompletableFuture<>());
    }

    private String chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.writeBytes(in.readNBytes(size));
            line();
        }
        line();
        return body.toString(StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the client went away");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** Notices when the client closes. */
    private void watch(Request request) {
        try {
            while (in.read() >= 0) {
                // More than one request on a connection is not served.
            }
        } catch (IOException e) {
            // Reset: gone as well.
        }
        gone(request);
        request.over().complete(null);
    }

    private void gone(Request request) {
        if (!socket.isClosed()) {
            request.clientGone().complete(System.nanoTime());
        }
    }

    private void play(Answer answer, Request request) throws IOException, InterruptedException {
        if (answer.status() > 0) {
            StringBuilder head =
                    new StringBuilder("HTTP/1.1 " + answer.status() + " Scripted\r\nConnection: close\r\n");
            answer.headers().apply(request).forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
            head.append(answer.chunked() ? "Transfer-Encoding: chunked\r\n\r\n" : "\r\n");
            send(head.toString().getBytes(StandardCharsets.ISO_8859_1), request);
        }
        for (Iterator<Step> steps = answer.body().apply(request).iterator(); steps.hasNext(); ) {
            switch (steps.next()) {
                case Step.Send send -> body(send.bytes(), answer.chunked(), request);
                case Step.Wait wait -> pause(wait.duration().toNanos(), request);
                case Step.Await await -> {
                    while (!await.allowed().tryAcquire(20, TimeUnit.MILLISECONDS)) {
                        if (request.over().isDone() || socket.isClosed()) {
                            return;
                        }
                    }
                }
                case Step.Hang() -> pause(TimeUnit.DAYS.toNanos(1), request);
                case Step.Cut() -> {
                    return;
                }
            }
            if (request.over().isDone()) {
                return;
            }
        }
        if (answer.chunked()) {
            send("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1), request);
        }
    }

    private void body(byte[] bytes, boolean chunked, Request request) throws IOException {
        if (!chunked) {
            send(bytes, request);
        } else if (bytes.length > 0) {
            ByteArrayOutputStream chunk = new ByteArrayOutputStream(bytes.length + 16);
            chunk.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            chunk.writeBytes(bytes);
            chunk.writeBytes(new byte[] {'\r', '\n'});
            send(chunk.toByteArray(), request);
        }
    }

    private void send(byte[] bytes, Request request) throws IOException {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            gone(request);
            throw e;
        }
        request.sent().addAndGet(bytes.length);
    }

    private static void pause(long nanos, Request request) throws InterruptedException {
        try {
            request.over().get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // The pause is over.
        }
    }
}
