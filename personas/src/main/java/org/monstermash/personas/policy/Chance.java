package org.monstermash.personas.policy;

import java.util.Optional;
import org.monstermash.personas.Dice;

/** Throws the dice of the reply: the rule for everything the others leave open. */
final class Chance implements Rule {
    /** Monsters answer each other less than they answer people, or nobody else gets a word in. */
    private static final double SHARE_FOR_MONSTERS = 0.4;

    private static final double LEAST_FOR_MONSTERS = 0.05;
    private static final double LEAST_FOR_MONSTERS_WITH_TRIGGER = 0.25;

    @Override
    public Optional<Verdict> answer(Hearing hearing) {
        double threshold = threshold(hearing);
        double dice = Dice.of(hearing.situation().replyId()).nextDouble();
        return Optional.of(
                dice < threshold
                        ? new Verdict.Reply(ReplyPolicy.CHANCE, dice, threshold)
                        : new Verdict.Silence(ReplyPolicy.CHANCE, dice, threshold));
    }

    private static double threshold(Hearing hearing) {
        double probability = hearing.persona().replyProbability();
        if (!hearing.isByMonster() || probability == 0) {
            return probability;
        }
        double least = hearing.holdsTrigger() ? LEAST_FOR_MONSTERS_WITH_TRIGGER : LEAST_FOR_MONSTERS;
        return Math.max(SHARE_FOR_MONSTERS * probability, least);
    }
}
