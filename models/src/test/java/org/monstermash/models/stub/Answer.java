package org.monstermash.models.stub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * What the stub answers. Immutable; each method gives a changed one.
 *
 * @param status of HTTP; 0 = none: the steps send the whole answer, status line and all
 * @param headers besides length and encoding, which the stub writes
 * @param chunked whether the body comes in chunks; otherwise it ends with the connection
 * @param body the steps for a request
 */
public record Answer(
        int status,
        Function<Request, Map<String, String>> headers,
        boolean chunked,
        Function<Request, Stream<Step>> body) {

    /** Says the tokens as OpenAI does, as a stream if the request asks for one, else whole. */
    public static Spoken openAi(String... tokens) {
        return new Spoken(Speech.OPENAI, List.of(tokens));
    }

    public static Spoken anthropic(String... tokens) {
        return new Spoken(Speech.ANTHROPIC, List.of(tokens));
    }

    public static Spoken gemini(String... tokens) {
        return new Spoken(Speech.GEMINI, List.of(tokens));
    }

    public static Spoken ollama(String... tokens) {
        return new Spoken(Speech.OLLAMA, List.of(tokens));
    }

    /** A status with a body. */
    public static Answer status(int status, String body) {
        return raw("application/json", body).withStatus(status);
    }

    /** 200 and these bytes. */
    public static Answer raw(String contentType, byte[] body) {
        return of(contentType, request -> Stream.of(new Step.Send(body)));
    }

    /** 200 and this text. */
    public static Answer raw(String contentType, String body) {
        return raw(contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** 200 and these steps. */
    public static Answer of(String contentType, Function<Request, Stream<Step>> body) {
        return of(request -> contentType, body);
    }

    static Answer of(Function<Request, String> contentType, Function<Request, Stream<Step>> body) {
        return new Answer(200, request -> Map.of("Content-Type", contentType.apply(request)), true, body);
    }

    /** Takes the request and never says anything. */
    public static Answer silence() {
        return new Answer(0, request -> Map.of(), false, request -> Stream.of(new Step.Hang()));
    }

    /** Takes the request and closes the connection. */
    public static Answer hangUp() {
        return new Answer(0, request -> Map.of(), false, request -> Stream.of(new Step.Cut()));
    }

    /** A recorded answer, byte by byte as the server sent it, status line and all. */
    public static Answer replay(Capture capture) {
        return new Answer(0, request -> Map.of(), false, request -> capture.pieces().stream()
                .map(Step.Send::new));
    }

    public Answer withStatus(int status) {
        return new Answer(status, headers, chunked, body);
    }

    public Answer header(String name, String value) {
        return new Answer(
                status,
                request -> {
                    Map<String, String> more = new LinkedHashMap<>(headers.apply(request));
                    more.put(name, value);
                    return more;
                },
                chunked,
                body);
    }

    /** The body has no length and no chunks: it ends with the connection. */
    public Answer endingWithTheConnection() {
        return new Answer(status, headers, false, body);
    }

    /** Sends the bytes in pieces of this size. */
    public Answer inPiecesOf(int size) {
        return with(step -> step instanceof Step.Send send ? split(send.bytes(), size) : Stream.of(step));
    }

    /** Sends all bytes in two pieces, the first of this size. All steps must be bytes. */
    public Answer splitAt(int position) {
        return new Answer(status, headers, chunked, request -> {
            byte[] all = joined(body.apply(request));
            return Stream.of(
                    new Step.Send(Arrays.copyOf(all, position)),
                    new Step.Wait(Duration.ofMillis(2)),
                    new Step.Send(Arrays.copyOfRange(all, position, all.length)));
        });
    }

    /** Packs the body; it can be read as it comes. */
    public Answer gzip() {
        return header("Content-Encoding", "gzip").withBody(request -> packed(body.apply(request)));
    }

    public Answer withBody(Function<Request, Stream<Step>> other) {
        return new Answer(status, headers, chunked, other);
    }

    private Answer with(Function<Step, Stream<Step>> change) {
        return withBody(request -> body.apply(request).flatMap(change));
    }

    private static Stream<Step> split(byte[] bytes, int size) {
        List<Step> pieces = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += size) {
            pieces.add(new Step.Send(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size))));
        }
        return pieces.stream();
    }

    private static byte[] joined(Stream<Step> steps) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        steps.forEach(step -> all.writeBytes(((Step.Send) step).bytes()));
        return all.toByteArray();
    }

    private static Stream<Step> packed(Stream<Step> steps) {
        try {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            GZIPOutputStream gzip = new GZIPOutputStream(packed, 512, true);
            Stream<Step> pieces = steps.map(step -> {
                if (!(step instanceof Step.Send send)) {
                    return step;
                }
                try {
                    gzip.write(send.bytes());
                    gzip.flush();
                    byte[] piece = packed.toByteArray();
                    packed.reset();
                    return new Step.Send(piece);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            return Stream.concat(pieces, Stream.of(0).map(end -> {
                try {
                    gzip.close();
                    return new Step.Send(packed.toByteArray());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Step.Send bytes(String text) {
        return new Step.Send(text.getBytes(StandardCharsets.UTF_8));
    }
}
