package org.monstermash.arena.options;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The flags of a run, as they are given. */
public final class DuelOptions {
    static final String DEFAULT_SYSTEM = "You are an AI agent. You'll be talking to another instance of an AI."
            + " You have complete freedom. Feel free to pursue whatever you want.";
    static final int DEFAULT_MAX_CHARS = 10_000;
    static final int DEFAULT_MAX_TURNS = 30;
    static final String DEFAULT_OPENING = "Hello!";

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "whole address both are asked at; Alice's and Bob's own win")
    String endpoint;

    @Option(names = "--alice-endpoint", paramLabel = "URL", description = "Alice's address")
    String aliceEndpoint;

    @Option(names = "--bob-endpoint", paramLabel = "URL", description = "Bob's address")
    String bobEndpoint;

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            description = "openai, anthropic, gemini or ollama, where the address does not tell")
    String protocol;

    @Option(names = "--alice-protocol", paramLabel = "NAME", description = "Alice's protocol")
    String aliceProtocol;

    @Option(names = "--bob-protocol", paramLabel = "NAME", description = "Bob's protocol")
    String bobProtocol;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "both models; without an address by routing: ollama/llama3.2")
    String model;

    @Option(names = "--alice-model", paramLabel = "MODEL", description = "Alice's model")
    String aliceModel;

    @Option(names = "--bob-model", paramLabel = "MODEL", description = "Bob's model")
    String bobModel;

    @Option(names = "--headers", paramLabel = "JSON", description = "headers of all requests; one's own replace them")
    String headers;

    @Option(names = "--alice-headers", paramLabel = "JSON", description = "headers of Alice's requests")
    String aliceHeaders;

    @Option(names = "--bob-headers", paramLabel = "JSON", description = "headers of Bob's requests")
    String bobHeaders;

    @Option(
            names = "--payload",
            paramLabel = "JSON",
            description = "additions to the body of all requests; one's own replace them")
    String payload;

    @Option(names = "--alice-payload", paramLabel = "JSON", description = "additions to Alice's requests")
    String alicePayload;

    @Option(names = "--bob-payload", paramLabel = "JSON", description = "additions to Bob's requests")
    String bobPayload;

    @Option(names = "--merge", description = "one's own headers and payload are merged over the general ones instead")
    boolean merge;

    @Option(
            names = "--top-level-system",
            description = "the system prompt as a field of its own (Anthropic has it always)")
    boolean topLevelSystem;

    @Option(names = "--alice-top-level-system", description = "the same for Alice")
    boolean aliceTopLevelSystem;

    @Option(names = "--bob-top-level-system", description = "the same for Bob")
    boolean bobTopLevelSystem;

    @Option(
            names = "--max-chars",
            paramLabel = "N",
            description = "characters of an answer, then it is cut (default: 10000)")
    Integer maxChars;

    @Option(names = "--max-turns", paramLabel = "N", description = "turns, the opening is the first (default: 30)")
    Integer maxTurns;

    @Option(names = "--opening", paramLabel = "TEXT", description = "what Alice says first (default: Hello!)")
    String opening;

    @Option(
            names = "--system-prompt",
            paramLabel = "TEXT",
            description = "system prompt of both (default: complete freedom)")
    String systemPrompt;

    @Option(names = "--alice-system-prompt", paramLabel = "TEXT", description = "Alice's system prompt")
    String aliceSystemPrompt;

    @Option(names = "--bob-system-prompt", paramLabel = "TEXT", description = "Bob's system prompt")
    String bobSystemPrompt;

    @Option(
            names = "--alice-preamble",
            paramLabel = "FILE",
            description = "JSON array of {role, content}: what Alice's history begins with")
    Path alicePreamble;

    @Option(names = "--bob-preamble", paramLabel = "FILE", description = "what Bob's history begins with")
    Path bobPreamble;

    @Option(
            names = "--filter-thinking",
            description = "the partner does not get the thinking; console and files keep it")
    boolean filterThinking;

    @Option(names = "--no-stream", description = "wait for whole answers")
    boolean noStream;

    @Option(
            names = "--name-alice",
            paramLabel = "NAME",
            description = "another name for Alice; named participants are told their names")
    String nameAlice;

    @Option(names = "--name-bob", paramLabel = "NAME", description = "another name for Bob")
    String nameBob;

    @Option(names = "--alice-persona", paramLabel = "PERSONA", description = "Alice is a persona: a key or a file")
    String alicePersona;

    @Option(names = "--bob-persona", paramLabel = "PERSONA", description = "Bob is a persona: a key or a file")
    String bobPersona;

    @Option(
            names = "--participant",
            paramLabel = "name=…,model=…",
            description = "instead of Alice and Bob, at least twice: name, model, endpoint, protocol, system, persona")
    List<String> participants = new ArrayList<>();

    @Option(names = "--demo", description = "scripted personas, no network, no key")
    boolean demo;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "seed of everything left to chance, also sent to the models")
    Long seed;

    @Option(names = "--temperature", paramLabel = "X", description = "sent to the models")
    Double temperature;

    @Option(names = "--pause", paramLabel = "TIME", description = "before each turn: 2s, 300ms (default: none)")
    String pause;

    @Option(
            names = "--context-tokens",
            paramLabel = "N",
            description = "estimated tokens of one prompt; older turns are left out, with a note")
    Integer contextTokens;

    @Option(names = "--stop-on", paramLabel = "TEXT", description = "end when one says this, or: repetition")
    List<String> stopOn = new ArrayList<>();

    @Option(
            names = "--budget-tokens",
            paramLabel = "N",
            description = "end when prompts and answers cost that many tokens")
    Long budgetTokens;

    /** Alice and Bob as the flags describe them. */
    List<Side> aliceAndBob() {
        return List.of(
                new Side(
                        "--alice-",
                        nameAlice,
                        aliceEndpoint,
                        aliceProtocol,
                        aliceModel,
                        aliceHeaders,
                        alicePayload,
                        aliceTopLevelSystem,
                        aliceSystemPrompt,
                        alicePreamble,
                        alicePersona),
                new Side(
                        "--bob-",
                        nameBob,
                        bobEndpoint,
                        bobProtocol,
                        bobModel,
                        bobHeaders,
                        bobPayload,
                        bobTopLevelSystem,
                        bobSystemPrompt,
                        bobPreamble,
                        bobPersona));
    }

    /** The first given flag that a resumed duel cannot take: what was said under it stands already. */
    Optional<String> fixedWhenResumed() {
        List<String> given = new ArrayList<>();
        add(given, "--model", model);
        add(given, "--opening", opening);
        add(given, "--system-prompt", systemPrompt);
        add(given, "--seed", seed);
        add(given, "--demo", demo ? true : null);
        add(given, "--participant", participants.isEmpty() ? null : participants);
        aliceAndBob().forEach(side -> given.addAll(side.whoFlags()));
        return given.stream().findFirst();
    }

    private static void add(List<String> given, String flag, Object value) {
        if (value != null) {
            given.add(flag);
        }
    }
}
