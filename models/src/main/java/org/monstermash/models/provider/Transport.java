package org.monstermash.models.provider;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Carries one request to a server and the bytes of its answer back, whatever they mean. Any thread may use it. */
interface Transport {

    /** Begins a request and returns at once; everything that goes wrong is told by the exchange. */
    Exchange send(Call call);

    /**
     * What is sent.
     *
     * @param url the whole address
     * @param headers exactly these, besides those of HTTP itself (host, length, connection)
     * @param body JSON in UTF-8
     * @param stream whether the answer is expected piece by piece
     */
    record Call(
            Protocol protocol,
            URI url,
            Map<String, String> headers,
            byte[] body,
            boolean stream,
            Duration connectTimeout) {}
}
