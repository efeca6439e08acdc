package org.monstermash.personas.policy;

import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.RoomName;
import org.monstermash.personas.Persona;

/** A situation as the rules ask about it. */
final class Hearing {
    private final Situation situation;
    private final Words words;

    Hearing(Situation situation) {
        this.situation = situation;
        this.words = Words.of(situation.cause() == null ? "" : situation.cause().content());
    }

    Situation situation() {
        return situation;
    }

    Persona persona() {
        return situation.persona();
    }

    boolean isOwnMessage() {
        return cause() != null && persona().key().equals(cause().persona());
    }

    boolean isInDuel() {
        return cause() != null && cause().room().startsWith(RoomName.DUEL_PREFIX);
    }

    boolean isStale() {
        return situation.age().compareTo(situation.replyTtl()) > 0;
    }

    boolean isAtStreakCap() {
        return isByMonster()
                && Streak.upTo(cause(), situation.recent()) >= persona().maxStreak();
    }

    boolean isAddressed() {
        return Address.isTo(persona(), words) || !isByMonster() && Address.isToEveryone(words);
    }

    boolean holdsTrigger() {
        return persona().triggers().stream().map(TriggerWord::new).anyMatch(trigger -> trigger.isIn(words));
    }

    boolean isByMonster() {
        return cause() != null && cause().byMonster();
    }

    private Message cause() {
        return situation.cause();
    }
}
