package org.monstermash.personas.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.monstermash.personas.Personas.persona;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.Message;
import org.monstermash.personas.Persona;

class ReplyPolicyTest {
    private static final Persona IGOR = persona("zombie", "Igor", List.of(), List.of("brain"), 0.22, 3);
    private static final Persona QUIET = persona("zombie", "Igor", List.of(), List.of("brain"), 0, 3);
    private static final Persona KEEN = persona("zombie", "Igor", List.of(), List.of("brain"), 1, 3);
    private static final int DRAWS = 10_000;

    private final ReplyPolicy policy = new ReplyPolicy();

    @Test
    void ownMessagesAreNeverAnswered() {
        assertSilent(Scene.monster("zombie", "Igor, brain?").decidedBy(KEEN), "own message");
    }

    @Test
    void ownMessagesDoNotKeepItFromSpeakingWhenAsked() {
        assertReply(Scene.monster("zombie", "Brain.").asked().decidedBy(IGOR), "asked");
    }

    @Test
    void nobodyTalksIntoADuel() {
        assertSilent(Scene.in("arena-7").humanSays("Igor, brain?").decidedBy(KEEN), "duel");
        assertSilent(Scene.in("arena-7").humanSays("Igor, brain?").asked().decidedBy(KEEN), "duel");
        assertReply(Scene.in("arena").humanSays("Igor, brain?").decidedBy(KEEN), "addressed");
    }

    @Test
    void aMutedPersonaIsSilentEvenWhenAsked() {
        assertSilent(Scene.human("Igor, brain?").muted().asked().decidedBy(KEEN), "muted");
    }

    @Test
    void whoIsAskedToSpeakSpeaks() {
        assertReply(Scene.human("nothing much").asked().decidedBy(QUIET), "asked");
        assertReply(Scene.in("graveyard").asked().decidedBy(QUIET), "asked");
        assertReply(Scene.human("long ago").old(Duration.ofHours(1)).asked().decidedBy(QUIET), "asked");
        assertReply(atTheCap().asked().decidedBy(QUIET), "asked");
    }

    @Test
    void whatIsOlderThanItsTimeIsNotAnswered() {
        assertSilent(Scene.human("Igor, brain?").old(Scene.TTL.plusMillis(1)).decidedBy(KEEN), "stale");
        assertReply(Scene.human("Igor, brain?").old(Scene.TTL).decidedBy(KEEN), "addressed");
    }

    @Test
    void atTheStreakCapNoMonsterIsAnswered() {
        assertSilent(atTheCap().monsterSays("ghost", "Igor, brain?").decidedBy(KEEN), "streak");
        assertSilent(atTheCap().decidedBy(KEEN), "streak");
        assertReply(
                Scene.human("hi")
                        .monsterSays("witch", "so")
                        .monsterSays("ghost", "Igor, brain?")
                        .decidedBy(KEEN),
                "addressed");
    }

    @Test
    void aPersonEndsTheStreak() {
        assertReply(atTheCap().humanSays("Igor, brain?").decidedBy(QUIET), "addressed");
        assertReply(
                atTheCap().humanSays("ok").monsterSays("ghost", "Igor, brain?").decidedBy(KEEN), "addressed");
    }

    @Test
    void theStreakEndsWithTheCauseHoweverMuchCameAfterIt() {
        Scene scene = Scene.human("hi").monsterSays("ghost", "Igor, brain?");
        Message cause = scene.messages().getLast();
        scene.monsterSays("witch", "so").monsterSays("vampire", "so").monsterSays("witch", "so");

        assertReply(policy.decide(scene.of(KEEN, cause)), "addressed");
    }

    @Test
    void aCauseThatIsNotInTheHistoryCountsToo() {
        List<Message> two =
                Scene.monster("witch", "so").monsterSays("ghost", "so").messages();
        Message cause = Scene.human("hi")
                .humanSays("hi")
                .monsterSays("witch", "Igor, brain?")
                .messages()
                .getLast();
        Situation situation = new Situation(KEEN, cause, Ids.random(), false, false, Duration.ZERO, Scene.TTL, two);

        assertSilent(policy.decide(situation), "streak");
    }

    @Test
    void whatCameAfterACauseThatIsNotInTheHistoryDoesNotCount() {
        Scene scene = Scene.monster("witch", "so").monsterSays("ghost", "so").monsterSays("witch", "Igor, brain?");
        Message cause = scene.messages().getLast();
        List<Message> all = scene.humanSays("hi").messages();
        List<Message> others =
                all.stream().filter(message -> !message.equals(cause)).toList();

        assertSilent(
                policy.decide(new Situation(KEEN, cause, Ids.random(), false, false, Duration.ZERO, Scene.TTL, others)),
                "streak");
    }

    @Test
    void whoIsAddressedAnswers() {
        assertReply(Scene.human("Igor, the door").decidedBy(QUIET), "addressed");
        assertReply(Scene.monster("witch", "Igor, the door").decidedBy(QUIET), "addressed");
        assertReply(Scene.human("Hello everybody").decidedBy(QUIET), "addressed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hello everybody", "@all", "Who of all of you?", "Is any monster awake?"})
    void aMonstersGeneralAddressWakesNobody(String content) {
        assertSilent(Scene.monster("witch", content).decidedBy(QUIET), "chance");
    }

    @Test
    void aPersonsTriggerWakesIt() {
        assertReply(Scene.human("I lost my brain").decidedBy(QUIET), "trigger");
    }

    @Test
    void aTriggerIsNoReasonForAMonsterButALikelierOne() {
        Persona never = QUIET;
        Persona seldom = persona("zombie", "Igor", List.of(), List.of("brain"), 0.1, 3);
        Persona often = persona("zombie", "Igor", List.of(), List.of("brain"), 0.9, 3);

        assertThreshold(Scene.monster("witch", "my brain").decidedBy(never), 0);
        assertThreshold(Scene.monster("witch", "my brain").decidedBy(seldom), 0.25);
        assertThreshold(Scene.monster("witch", "my brain").decidedBy(often), 0.36);
    }

    @Test
    void monstersAreAnsweredLessOftenThanPeople() {
        Persona hardlyEver = persona("zombie", "Igor", List.of(), List.of(), 0.01, 3);

        assertThreshold(Scene.human("well").decidedBy(IGOR), 0.22);
        assertThreshold(Scene.monster("witch", "well").decidedBy(IGOR), 0.088);
        assertThreshold(Scene.monster("witch", "well").decidedBy(hardlyEver), 0.05);
        assertThreshold(Scene.monster("witch", "well").decidedBy(QUIET), 0);
    }

    @Test
    void withoutTriggersItAnswersWithItsProbability() {
        for (double probability : new double[] {0, 0.05, 0.2, 0.22, 0.3, 0.4, 0.5, 0.95, 1}) {
            Persona persona = persona("zombie", "Igor", List.of(), List.of("brain"), probability, 3);

            assertThat(shareOfReplies(Scene.human("well"), persona)).isCloseTo(probability, within(0.01));
        }
    }

    @Test
    void toMonstersItAnswersWithTheirShare() {
        assertThat(shareOfReplies(Scene.monster("witch", "well"), IGOR)).isCloseTo(0.088, within(0.01));
        assertThat(shareOfReplies(Scene.monster("witch", "brain"), IGOR)).isCloseTo(0.25, within(0.01));
        assertThat(shareOfReplies(Scene.monster("witch", "brain"), QUIET)).isZero();
    }

    @Test
    void aSecondDeliveryIsDecidedLikeTheFirst() {
        for (int i = 0; i < 1_000; i++) {
            Scene scene = Scene.human("well " + i);
            String replyId = Ids.ofReply("graveyard", "zombie", Integer.toString(i));
            Situation situation = scene.of(IGOR, scene.messages().getLast(), replyId);

            assertThat(new ReplyPolicy().decide(situation)).isEqualTo(policy.decide(situation));
        }
    }

    @Test
    void afterTheReadingPauseTheStreakIsCountedAgain() {
        Scene scene = Scene.human("hi").monsterSays("witch", "Igor, brain?");
        Situation decided = scene.of(KEEN);
        List<Message> atCap =
                scene.monsterSays("ghost", "so").monsterSays("vampire", "so").messages();
        List<Message> broken = scene.humanSays("stop").messages();

        assertThat(policy.recountStreak(decided, decided.recent())).isEmpty();
        assertThat(policy.recountStreak(decided, atCap)).contains(new Verdict.Silence("streak", null, null));
        assertThat(policy.recountStreak(decided, broken)).isEmpty();
    }

    @Test
    void aPersonIsAnsweredHoweverManyMonstersSpokeMeanwhile() {
        Scene scene = Scene.human("Igor, brain?");
        Situation byHuman = scene.of(KEEN);
        Situation asked = Scene.monster("witch", "so").asked().of(KEEN);
        List<Message> atCap = atTheCap().messages();

        assertThat(policy.recountStreak(byHuman, atCap)).isEmpty();
        assertThat(policy.recountStreak(asked, atCap)).isEmpty();
    }

    @Test
    void monstersLeftAloneFallSilent() {
        List<Persona> five = IntStream.range(0, 5)
                .mapToObj(i -> persona("m" + i, "Name" + i, List.of(), List.of("brain"), 1, 4))
                .toList();
        Scene scene = Scene.human("Who has a brain?");
        int answered = 0;
        for (int at = 0; at < scene.messages().size() && at < 500; at++) {
            Message cause = scene.messages().get(at);
            for (Persona persona : five) {
                if (policy.decide(scene.of(persona, cause)) instanceof Verdict.Reply) {
                    scene.monsterSays(persona.key(), "a brain!");
                    answered++;
                }
            }
        }

        assertThat(answered).isBetween(5, 100);
        Message last = scene.messages().getLast();
        assertThat(five).allSatisfy(persona -> assertThat(
                        policy.decide(scene.of(persona, last)).reason())
                .isIn("streak", "own message"));
    }

    @Test
    void withoutACauseItMustBeAsked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scene.in("graveyard").of(IGOR));
    }

    @Test
    void everyReasonIsDocumentedInTheOrderOfTheRules() throws Exception {
        String documented = Files.readString(Path.of("../docs/protocol/reasons.md"));

        assertThat(documented)
                .containsSubsequence(
                        "| `own message` |",
                        "| `duel` |",
                        "| `muted` |",
                        "| `asked` |",
                        "| `stale` |",
                        "| `streak` |",
                        "| `addressed` |",
                        "| `trigger` |",
                        "| `chance` |");
    }

    private double shareOfReplies(Scene scene, Persona persona) {
        Message cause = scene.messages().getLast();
        long replies = IntStream.range(0, DRAWS)
                .mapToObj(i -> Ids.ofReply("graveyard", persona.key(), Integer.toString(i)))
                .map(replyId -> policy.decide(scene.of(persona, cause, replyId)))
                .filter(Verdict.Reply.class::isInstance)
                .count();
        return (double) replies / DRAWS;
    }

    private static Scene atTheCap() {
        return Scene.human("hi")
                .monsterSays("witch", "so")
                .monsterSays("ghost", "so")
                .monsterSays("witch", "well");
    }

    private static void assertReply(Verdict verdict, String reason) {
        assertThat(verdict).isEqualTo(new Verdict.Reply(reason, null, null));
    }

    private static void assertSilent(Verdict verdict, String reason) {
        assertThat(verdict).isInstanceOf(Verdict.Silence.class);
        assertThat(verdict.reason()).isEqualTo(reason);
    }

    private static void assertThreshold(Verdict verdict, double threshold) {
        assertThat(verdict.reason()).isEqualTo("chance");
        assertThat(verdict.threshold()).isCloseTo(threshold, within(1e-12));
        assertThat(verdict.dice()).isBetween(0.0, 1.0);
        assertThat(verdict instanceof Verdict.Reply).isEqualTo(verdict.dice() < verdict.threshold());
    }
}
