package org.monstermash.personas.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.Message;
import org.monstermash.personas.Dice;
import org.monstermash.personas.Persona;
import org.monstermash.personas.policy.ReplyPolicy;
import org.monstermash.personas.policy.Situation;
import org.monstermash.personas.policy.TriggerWord;
import org.monstermash.personas.policy.Verdict;

/** The five, left alone with the real policy and their scripted lines. */
class ConversationTest {
    private static final Duration TTL = Duration.ofSeconds(60);
    private static final int TOO_MANY = 100;
    private static final String EVERYBODY = "Who's the scariest monster at this party?";

    private final ReplyPolicy policy = new ReplyPolicy();
    private final Map<String, ScriptedLines> voices = new HashMap<>();

    @Test
    void leftAloneTheyFallSilent() {
        assertThat(lengths(EVERYBODY)).allSatisfy(length -> assertThat(length).isLessThan(TOO_MANY));
    }

    @Test
    void theyTalkToEachOtherBeforeTheyDo() {
        double average = lengths(EVERYBODY).stream()
                .mapToInt(Integer::intValue)
                .average()
                .orElseThrow();
        assertThat(average).isBetween(6.0, 20.0);
    }

    @Test
    void atMostAQuarterOfTheLinesToMonstersForceAnother() {
        for (Persona persona : Corpus.SHIPPED) {
            List<Corpus.Answer> toMonsters = Corpus.answers(
                    persona, Corpus.MESSAGES.stream().filter(Message::byMonster).toList(), 500, "forced");
            long forced = toMonsters.stream()
                    .filter(answer -> isForced(persona, answer))
                    .count();
            assertThat(forced).as(persona.key()).isBetween(10L, 125L);
        }
    }

    @Test
    void aLineHoldsOnAverageLessThanHalfATriggerOfAnother() {
        for (Persona persona : Corpus.SHIPPED) {
            double woken = Corpus.answers(persona, 500, "triggers").stream()
                    .mapToLong(answer -> others(persona)
                            .filter(other -> other.triggers().stream()
                                    .anyMatch(word -> new TriggerWord(word).isIn(answer.line())))
                            .count())
                    .average()
                    .orElseThrow();
            assertThat(woken).as(persona.key()).isLessThan(0.5);
        }
    }

    private boolean isForced(Persona persona, Corpus.Answer answer) {
        Message line = Corpus.monster(persona, answer.line());
        return others(persona)
                .map(other -> policy.decide(situation(other, line, List.of(line))))
                .anyMatch(verdict -> verdict instanceof Verdict.Reply && verdict.dice() == null);
    }

    private static Stream<Persona> others(Persona persona) {
        return Corpus.SHIPPED.stream().filter(other -> !other.key().equals(persona.key()));
    }

    private List<Integer> lengths(String opening) {
        return IntStream.range(0, 60)
                .mapToObj(run -> conversation(Corpus.human("Vera " + (char) ('A' + run % 26), opening + " " + run))
                        .size())
                .toList();
    }

    /** Every message is decided by all five, in the order in which the messages came. */
    private List<Message> conversation(Message opening) {
        List<Message> said = new ArrayList<>(List.of(opening));
        Deque<Message> unheard = new ArrayDeque<>(said);
        while (!unheard.isEmpty() && said.size() <= TOO_MANY) {
            Message cause = unheard.removeFirst();
            for (Persona persona : Corpus.SHIPPED) {
                if (policy.decide(situation(persona, cause, said)) instanceof Verdict.Reply) {
                    Message reply = reply(persona, cause, said);
                    said.add(reply);
                    unheard.add(reply);
                }
            }
        }
        return said;
    }

    private Message reply(Persona persona, Message cause, List<Message> said) {
        ScriptedLines lines = voices.computeIfAbsent(persona.key(), key -> new ScriptedLines(persona));
        Dice dice = Dice.of(Ids.ofReply(cause.room(), persona.key(), cause.id()), Dice.Of.SCRIPT);
        return Corpus.monster(persona, lines.line(cause, said, dice));
    }

    private static Situation situation(Persona persona, Message cause, List<Message> said) {
        String replyId = Ids.ofReply(cause.room(), persona.key(), cause.id());
        return new Situation(persona, cause, replyId, false, false, Duration.ZERO, TTL, List.copyOf(said));
    }
}
