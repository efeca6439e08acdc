package org.monstermash.worker.turns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.monstermash.bus.event.Message;
import org.monstermash.personas.policy.Situation;
import org.monstermash.personas.policy.Verdict;

/**
 * Looks at all that waits in a room and chooses what is answered: the newest of a person that asks for it, else the
 * newest. Everything else is silent, each with its reason, and settled. For the room's thread alone; blocks only while a stopped answer is buried.
 */
final class Choice {
    private final Actor actor;
    private final String room;
    private final RoomMemory memory;
    private final Backlog backlog;
    private final PatientBus bus;
    private final Decisions decisions;

    Choice(Actor actor, String room, RoomMemory memory, Backlog backlog, PatientBus bus) {
        this.actor = actor;
        this.room = room;
        this.memory = memory;
        this.backlog = backlog;
        this.bus = bus;
        this.decisions = new Decisions(actor, room);
    }

    /** Something that would be answered, and why. */
    private record Candidate(Heard heard, Situation situation, Verdict.Reply verdict) {
        boolean isByMonster() {
            return heard.message.byMonster();
        }
    }

    /**
     * Decides everything.
     *
     * @param waiting oldest first
     * @param answeredUpTo what is older was superseded by an answer that was made or begun already
     */
    Optional<Cause> choose(List<Heard> waiting, Optional<Ask> ask, long answeredUpTo) {
        List<Candidate> candidates = candidates(waiting, answeredUpTo);
        Optional<Cause> asked = ask.flatMap(this::wanted);
        Optional<Candidate> best = asked.isPresent() ? Optional.empty() : best(candidates);
        candidates.stream()
                .filter(candidate -> best.isEmpty() || candidate != best.get())
                .forEach(candidate -> silence(candidate.heard(), Decisions.SUPERSEDED));
        return asked.isPresent() ? asked : best.flatMap(this::chosen);
    }

    /** Decides everything but what would be answered now, which stays for later: more is on its way. */
    List<Heard> thin(List<Heard> waiting, long answeredUpTo) {
        List<Candidate> candidates = candidates(waiting, answeredUpTo);
        Optional<Candidate> best = best(candidates);
        candidates.stream()
                .filter(candidate -> candidate != best.get())
                .forEach(candidate -> silence(candidate.heard(), Decisions.SUPERSEDED));
        return best.map(Candidate::heard).stream().toList();
    }

    /** The newest of a person, else the newest: a person should not go without because monsters chatted on. */
    private static Optional<Candidate> best(List<Candidate> candidates) {
        return candidates.stream()
                .reduce((older, newer) -> newer.isByMonster() && !older.isByMonster() ? older : newer);
    }

    private List<Candidate> candidates(List<Heard> waiting, long answeredUpTo) {
        List<Candidate> candidates = new ArrayList<>();
        for (Heard heard : waiting) {
            Situation situation = situation(heard);
            switch (actor.policy().decide(situation)) {
                case Verdict.Silence silence -> {
                    decisions.isSilent(heard.message, silence);
                    backlog.settle(heard);
                }
                case Verdict.Reply reply
                when heard.message.seq() < answeredUpTo -> silence(heard, Decisions.SUPERSEDED);
                case Verdict.Reply reply -> candidates.add(new Candidate(heard, situation, reply));
            }
        }
        return candidates;
    }

    private Situation situation(Heard heard) {
        return new Situation(
                actor.persona(),
                heard.message,
                heard.replyId,
                false,
                isMuted(),
                heard.age(actor.time().nanos()),
                actor.replyTtl(),
                memory.upTo(heard.message));
    }

    private boolean isMuted() {
        return actor.bus().isMuted(room, actor.key());
    }

    private void silence(Heard heard, String reason) {
        decisions.isSilent(heard.message, reason);
        backlog.settle(heard);
    }

    private Optional<Cause> chosen(Candidate candidate) {
        Heard heard = candidate.heard();
        Optional<StopSignal.Why> stopped = heard.signal.why();
        if (stopped.isPresent()) {
            bury(heard, stopped.get());
            return Optional.empty();
        }
        Cause cause = Cause.chosen(heard, candidate.situation(), backlog);
        decisions.replies(cause, candidate.verdict());
        return Optional.of(cause);
    }

    /** A silence by decree is stored: the policy would decide otherwise when the message comes again. */
    private void bury(Heard heard, StopSignal.Why why) {
        if (why != StopSignal.Why.ABANDONED) {
            bus.bury(room, heard.replyId);
            silence(heard, why.reason());
        }
    }

    private Optional<Cause> wanted(Ask ask) {
        Message newest = memory.last().orElse(null);
        Situation situation = new Situation(
                actor.persona(),
                newest,
                ask.replyId(),
                true,
                isMuted(),
                Duration.ZERO,
                actor.replyTtl(),
                memory.newest());
        switch (actor.policy().decide(situation)) {
            case Verdict.Silence silence -> {
                decisions.isSilent(newest, silence);
                return Optional.empty();
            }
            case Verdict.Reply reply -> {
                Cause cause = Cause.asked(ask, room, situation);
                decisions.replies(cause, reply);
                return Optional.of(cause);
            }
        }
    }
}
