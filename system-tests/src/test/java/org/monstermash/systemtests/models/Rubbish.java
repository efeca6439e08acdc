package org.monstermash.systemtests.models;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.monstermash.models.stub.Answer;
import org.monstermash.models.stub.Step;

/** What comes instead of an answer, and what the room hears then. */
enum Rubbish {
    /** 50 MB in one line: five of them at once are twice a worker's memory. */
    A_LINE_OF_50_MB("garbage") {
        @Override
        Answer of(FiveProviders.Voice voice) {
            byte[] piece = "x".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
            String type = voice.model().startsWith("ollama/") ? "application/x-ndjson" : "text/event-stream";
            return Answer.of(
                    type,
                    request -> Stream.concat(
                            Stream.of(new Step.Send("data: {\"a\":\"".getBytes(StandardCharsets.UTF_8))),
                            IntStream.range(0, 50 * 16).mapToObj(i -> new Step.Send(piece))));
        }
    },
    WORDS_WITHOUT_END("") {
        @Override
        Answer of(FiveProviders.Voice voice) {
            return voice.says("Blah, ".repeat(100)).forEver();
        }
    },
    A_WEB_PAGE("garbage") {
        @Override
        Answer of(FiveProviders.Voice voice) {
            return Answer.raw("text/html", "<!DOCTYPE html><html><body>Welcome to nginx</body></html>");
        }
    },
    AN_EMPTY_BODY("garbage") {
        @Override
        Answer of(FiveProviders.Voice voice) {
            return Answer.raw("text/event-stream", "");
        }
    },
    SILENCE("timeout") {
        @Override
        Answer of(FiveProviders.Voice voice) {
            return Answer.silence();
        }
    };

    /** The error that is told before another model answers; empty where what was said so far is the answer. */
    final String errorType;

    Rubbish(String errorType) {
        this.errorType = errorType;
    }

    abstract Answer of(FiveProviders.Voice voice);

    /** Whether there is more to come than anybody wants to read. */
    boolean isEndless() {
        return this == A_LINE_OF_50_MB || this == WORDS_WITHOUT_END;
    }
}
