package org.monstermash.personas.policy;

import java.util.List;
import java.util.Optional;
import org.monstermash.bus.event.Message;

/**
 * Decides whether a persona answers: small rules in a fixed order, the first that has something to say wins. The same
 * situation is always decided alike. Immutable; any thread may use it.
 */
public final class ReplyPolicy {
    public static final String OWN_MESSAGE = "own message";
    public static final String DUEL = "duel";
    public static final String MUTED = "muted";
    public static final String ASKED = "asked";
    public static final String STALE = "stale";
    public static final String STREAK = "streak";
    public static final String ADDRESSED = "addressed";
    public static final String TRIGGER = "trigger";
    public static final String CHANCE = "chance";

    private static final List<Rule> RULES = List.of(
            Rule.silent(
                    OWN_MESSAGE,
                    hearing -> hearing.isOwnMessage() && !hearing.situation().asked()),
            Rule.silent(DUEL, Hearing::isInDuel),
            Rule.silent(MUTED, hearing -> hearing.situation().muted()),
            Rule.reply(ASKED, hearing -> hearing.situation().asked()),
            Rule.silent(STALE, Hearing::isStale),
            Rule.silent(STREAK, Hearing::isAtStreakCap),
            Rule.reply(ADDRESSED, Hearing::isAddressed),
            Rule.reply(TRIGGER, hearing -> !hearing.isByMonster() && hearing.holdsTrigger()),
            new Chance());

    /** What the first rule says that has something to say; {@code chance} always has. */
    public Verdict decide(Situation situation) {
        Hearing hearing = new Hearing(situation);
        return RULES.stream()
                .flatMap(rule -> rule.answer(hearing).stream())
                .findFirst()
                .orElseThrow();
    }

    /**
     * Counts the streak again after the reading pause: other monsters may have spoken meanwhile. Only an answer to a
     * monster that nobody asked for can become silence.
     *
     * @param decided what was decided to be answered
     * @param newest the newest messages of the room now, oldest first; at least {@code max_streak} of them
     * @return the silence that takes the reply's place, or empty when the persona still speaks
     */
    public Optional<Verdict.Silence> recountStreak(Situation decided, List<Message> newest) {
        boolean answersMonster = decided.cause() != null && decided.cause().byMonster();
        boolean tooMany = Streak.atTheEndOf(newest) >= decided.persona().maxStreak();
        return !decided.asked() && answersMonster && tooMany
                ? Optional.of(new Verdict.Silence(STREAK, null, null))
                : Optional.empty();
    }
}
