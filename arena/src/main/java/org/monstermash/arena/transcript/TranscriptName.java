package org.monstermash.arena.transcript;

import java.util.stream.Collectors;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.Participant;

/** What the files of a duel are called: {@code resonant-chat-<alice's model>-<bob's model>-<id>}. */
public final class TranscriptName {
    /** A file's name may have 255 bytes; a model's name may be anything. */
    private static final int MODEL_MAX = 60;

    private static final int MODELS_MAX = 150;

    private TranscriptName() {}

    /** Without an ending. Whatever the models are called, it names a file in the folder it is put in. */
    public static String of(DuelHeader header) {
        String models = header.participants().stream()
                .map(Participant::model)
                .map(TranscriptName::plain)
                .collect(Collectors.joining("-"));
        return "resonant-chat-" + shortened(models, MODELS_MAX) + "-" + header.id();
    }

    private static String plain(String model) {
        return shortened(model.replaceAll("[^A-Za-z0-9._+@=-]", "-"), MODEL_MAX);
    }

    private static String shortened(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max);
    }
}
