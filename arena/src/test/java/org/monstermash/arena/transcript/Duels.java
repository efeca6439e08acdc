package org.monstermash.arena.transcript;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.DuelSettings;
import org.monstermash.arena.turn.End;
import org.monstermash.arena.turn.Participant;
import org.monstermash.arena.turn.PreambleLine;
import org.monstermash.arena.turn.Turn;

/** Duels as the engine tells them. */
public final class Duels {
    public static final Instant BEGAN = Instant.parse("2026-11-29T12:00:00Z");

    public static final DuelSettings SETTINGS =
            new DuelSettings(30, 10_000, true, true, 42L, 0.7, Duration.ZERO, List.of("goodbye"), 0, 0);

    private Duels() {}

    public static Participant participant(String name, String model) {
        return new Participant(
                name,
                model,
                "http://localhost:11434/api/chat",
                "ollama",
                "You are " + name + ".",
                false,
                null,
                "",
                Map.of("Authorization", "***"),
                Map.of("options", Map.of("num_ctx", 16_384)),
                List.of());
    }

    public static Participant withPreamble(Participant one, PreambleLine... lines) {
        return new Participant(
                one.name(),
                one.model(),
                one.endpoint(),
                one.protocol(),
                one.system(),
                one.systemOnTop(),
                one.persona(),
                one.emoji(),
                one.headers(),
                one.payload(),
                List.of(lines));
    }

    public static Participant withSystem(Participant one, String system) {
        return new Participant(
                one.name(),
                one.model(),
                one.endpoint(),
                one.protocol(),
                system,
                one.systemOnTop(),
                one.persona(),
                one.emoji(),
                one.headers(),
                one.payload(),
                one.preamble());
    }

    public static DuelHeader header(Participant... participants) {
        return new DuelHeader("0a1b2c", BEGAN, List.of(participants), "Hello!", SETTINGS);
    }

    public static DuelHeader header() {
        return header(participant("Alice", "gemma3:27b"), participant("Bob", "llama3.2"));
    }

    public static Turn turn(int number, String text) {
        return turn(number, text, "", false);
    }

    public static Turn turn(int number, String text, String thinking, boolean partial) {
        boolean alice = number % 2 == 1;
        return new Turn(
                number,
                alice ? 0 : 1,
                alice ? "Alice" : "Bob",
                alice ? "gemma3:27b" : "llama3.2",
                BEGAN.plusSeconds(number),
                text,
                thinking,
                false,
                !thinking.isEmpty(),
                partial,
                text.codePointCount(0, text.length()),
                100 * number,
                20,
                Duration.ofMillis(120),
                Duration.ofMillis(1_120),
                List.of());
    }

    public static List<Turn> turns(int count) {
        List<Turn> turns = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            turns.add(turn(number, "This is what turn " + number + " says, no more and no less."));
        }
        return turns;
    }

    public static End end(int turns) {
        return new End(
                End.Reason.TURN_LIMIT,
                "The turn limit of 30 is reached.",
                BEGAN.plusSeconds(99),
                turns,
                1_234,
                5_000,
                600,
                Duration.ofSeconds(99));
    }
}
