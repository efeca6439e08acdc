package org.monstermash.bus.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.monstermash.bus.contract.Lines.GHOST;
import static org.monstermash.bus.contract.Lines.ROOM;
import static org.monstermash.bus.contract.Lines.VAMPIRE;
import static org.monstermash.bus.contract.Lines.WITCH;
import static org.monstermash.bus.contract.Lines.delta;
import static org.monstermash.bus.contract.Lines.reply;
import static org.monstermash.bus.contract.Lines.started;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.monstermash.bus.ReplyState;
import org.monstermash.bus.Seat;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.LiveEvent.Outcome;
import org.monstermash.bus.event.LiveEvent.ReplyEnded;
import org.monstermash.bus.event.LiveEvent.ReplyStarted;
import org.monstermash.bus.event.LiveEvent.RequestAsked;
import org.monstermash.bus.event.LiveEvent.RequestTold;
import org.monstermash.bus.event.LiveEvent.SpeakAsked;
import org.monstermash.bus.event.LiveEvent.StopAsked;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.Tombstone;

/** What happens around the messages: replies on their way, presence, commands, mutes. */
abstract class LiveContract extends SeatContract {

    @Test
    void whatIsEmittedBeforePublishingIsSeenBeforeTheMessage() {
        sit(WITCH, Hearing.settling());
        List<Object> expected = new ArrayList<>();
        for (int round = 0; round < 30; round++) {
            Message cause = say("round " + round);
            Message answer = reply(WITCH, ROOM, cause.id(), "answer " + round);
            ReplyStarted started = started(WITCH, ROOM, cause.id(), 1);
            worker.emit(started);
            worker.emit(delta(started, 0, "answer "));
            worker.emit(delta(started, 1, "" + round));
            Message stored =
                    worker.publish(answer).orTimeout(10, TimeUnit.SECONDS).join();
            expected.addAll(List.of(
                    cause,
                    started,
                    delta(started, 0, "answer "),
                    delta(started, 1, "" + round),
                    asWorkersKnow(stored)));
        }

        eventually(() -> assertThat(watching.all.stream()
                        .map(each ->
                                each instanceof Message message && message.byMonster() ? asWorkersKnow(message) : each)
                        .toList())
                .isEqualTo(expected));
    }

    @Test
    void eachTryOfAReplyIsRemembered() {
        sit(WITCH, Hearing.settling());
        ReplyStarted first = started(WITCH, ROOM, say("hello").id(), 1);
        worker.emit(first);
        eventually(() -> assertThat(worker.reply(ROOM, first.replyId())).isEqualTo(new ReplyState.Begun(1)));

        worker.emit(started(WITCH, ROOM, first.inReplyTo(), 2));

        eventually(() -> assertThat(worker.reply(ROOM, first.replyId())).isEqualTo(new ReplyState.Begun(2)));
    }

    @Test
    void triesAreRememberedOverARestart() {
        sit(WITCH, Hearing.settling());
        ReplyStarted started = started(WITCH, ROOM, say("hello").id(), 3);
        worker.emit(started);
        eventually(() -> assertThat(worker.reply(ROOM, started.replyId())).isEqualTo(new ReplyState.Begun(3)));

        restart();

        assertThat(worker.reply(ROOM, started.replyId())).isEqualTo(new ReplyState.Begun(3));
    }

    @Test
    void whatASeatLeavesUnfinishedIsAbandoned() {
        Seat seat = sit(WITCH, Hearing.settling());
        sit(VAMPIRE, Hearing.settling());
        String cause = say("hello").id();
        ReplyStarted hers = started(WITCH, ROOM, cause, 1);
        worker.emit(hers);
        worker.emit(started(VAMPIRE, ROOM, cause, 1));
        eventually(() -> assertThat(watching.of(ReplyStarted.class)).hasSize(2));

        seat.close();

        eventually(
                () -> assertThat(watching.of(ReplyEnded.class)).singleElement().satisfies(ended -> {
                    assertThat(ended.replyId()).isEqualTo(hers.replyId());
                    assertThat(ended.outcome()).isEqualTo(Outcome.ABANDONED);
                }));
        eventually(() -> assertThat(worker.reply(ROOM, hers.replyId())).isEqualTo(new ReplyState.Begun(1)));
    }

    @Test
    void whatIsFinishedIsNotAbandoned() {
        Seat seat = sit(WITCH, Hearing.settling());
        ReplyStarted ended = started(WITCH, ROOM, say("hello").id(), 1);
        worker.emit(ended);
        worker.emit(new ReplyEnded(ROOM, ended.replyId(), Outcome.DECLINED, "no words"));
        eventually(() -> assertThat(watching.of(ReplyEnded.class)).hasSize(1));

        seat.close();
        eventually(() -> assertThat(watching.awake()).isEmpty());

        assertThat(watching.of(ReplyEnded.class))
                .extracting(ReplyEnded::outcome)
                .containsExactly(Outcome.DECLINED);
    }

    @Test
    void aReplyThatIsStoredWhenItsSpeakerLeavesIsCompleted() {
        Seat seat = sit(WITCH, Hearing.settling());
        Message cause = say("hello");
        worker.emit(started(WITCH, ROOM, cause.id(), 1));
        worker.publish(reply(WITCH, ROOM, cause.id(), "Darling."))
                .orTimeout(10, TimeUnit.SECONDS)
                .join();

        seat.close();

        eventually(() -> assertThat(watching.of(ReplyEnded.class))
                .extracting(ReplyEnded::outcome)
                .containsExactly(Outcome.COMPLETED));
    }

    @Test
    void aReplyThatIsBuriedWhenItsSpeakerLeavesIsStopped() {
        Seat seat = sit(WITCH, Hearing.settling());
        ReplyStarted started = started(WITCH, ROOM, say("hello").id(), 1);
        worker.emit(started);
        worker.bury(new Tombstone(ROOM, started.replyId()))
                .orTimeout(10, TimeUnit.SECONDS)
                .join();

        seat.close();

        eventually(() -> assertThat(watching.of(ReplyEnded.class))
                .extracting(ReplyEnded::outcome)
                .containsExactly(Outcome.STOPPED));
    }

    @Test
    void presenceSaysWhoIsAwakeByKey() {
        eventually(() -> assertThat(watching.presences).containsExactly(List.of()));
        Seat witch = sit(WITCH, Hearing.settling());
        sit(GHOST, Hearing.settling());
        sit(VAMPIRE, Hearing.settling());
        eventually(() -> assertThat(watching.awake()).containsExactly("ghost", "vampire", "witch"));

        witch.close();

        eventually(() -> assertThat(watching.awake()).containsExactly("ghost", "vampire"));
    }

    @Test
    void whoBeginsToFollowLearnsWhoIsAwake() {
        sit(WITCH, Hearing.settling());
        Watching late = new Watching();
        gateway.follow(late);

        eventually(() -> assertThat(late.awake()).containsExactly("witch"));
    }

    @Test
    void aFollowerIsToldOnlyWhatItHears() {
        Watching deaf = new Watching() {
            @Override
            public boolean hears(LiveEvent event) {
                return !(event instanceof SpeakAsked);
            }
        };
        gateway.follow(deaf);
        gateway.emit(new SpeakAsked(ROOM, "witch", Ids.random()));
        StopAsked last = new StopAsked(ROOM);
        gateway.emit(last);

        eventually(() -> assertThat(deaf.of(LiveEvent.class)).containsExactly(last));
        eventually(() -> assertThat(watching.of(LiveEvent.class)).hasSize(2));
    }

    @Test
    void askingToSpeakReachesThatPersonaOnly() {
        Hearing witch = Hearing.settling();
        Hearing vampire = Hearing.settling();
        sit(WITCH, witch);
        sit(VAMPIRE, vampire);
        SpeakAsked asked = new SpeakAsked(ROOM, "witch", Ids.random());
        gateway.emit(asked);

        eventually(() -> assertThat(witch.speaks).containsExactly(asked));
        eventually(() -> assertThat(watching.of(SpeakAsked.class)).containsExactly(asked));
        stays(() -> assertThat(vampire.speaks).isEmpty());
    }

    @Test
    void askingToStopReachesEveryone() {
        Hearing witch = Hearing.settling();
        Hearing vampire = Hearing.settling();
        sit(WITCH, witch);
        sit(VAMPIRE, vampire);
        gateway.emit(new StopAsked(ROOM));

        eventually(() -> assertThat(witch.stops).containsExactly(new StopAsked(ROOM)));
        eventually(() -> assertThat(vampire.stops).containsExactly(new StopAsked(ROOM)));
    }

    @Test
    void askingForARequestReachesThatPersonaAndWhatItTellsIsSeen() {
        Hearing witch = Hearing.settling();
        Hearing vampire = Hearing.settling();
        sit(WITCH, witch);
        sit(VAMPIRE, vampire);
        RequestAsked asked = new RequestAsked(ROOM, "witch", Ids.random());
        gateway.emit(asked);
        eventually(() -> assertThat(witch.requests).containsExactly(asked));

        // As long as it may be, and of what JSON makes longer.
        String body = "\"\\".repeat(RequestTold.MAX_BODY_BYTES / 2);
        RequestTold told = new RequestTold(ROOM, "witch", asked.replyId(), "openai/m", "http://lab/v1", body, true);
        worker.emit(told);

        eventually(() -> assertThat(watching.of(RequestTold.class)).hasSize(1));
        assertThat(watching.of(RequestTold.class).getFirst().equals(told)).isTrue();
        assertThat(vampire.requests).isEmpty();
    }

    @Test
    void commandsForNobodyAreHarmless() {
        gateway.emit(new SpeakAsked(ROOM, "nobody", Ids.random()));
        gateway.emit(new StopAsked(ROOM));

        eventually(() -> assertThat(watching.of(LiveEvent.class)).hasSize(2));
    }

    @Test
    void muteReachesThePersonaAndTheFollowers() {
        Hearing witch = Hearing.settling();
        Hearing vampire = Hearing.settling();
        sit(WITCH, witch);
        sit(VAMPIRE, vampire);
        Mute mute = new Mute(ROOM, "witch", true);
        gateway.mute(mute).orTimeout(10, TimeUnit.SECONDS).join();

        eventually(() -> assertThat(witch.mutes).containsExactly(mute));
        eventually(() -> assertThat(watching.mutes).containsExactly(mute));
        eventually(() -> assertThat(worker.isMuted(ROOM, "witch")).isTrue());
        assertThat(worker.isMuted("crypt", "witch")).isFalse();
        assertThat(vampire.mutes).isEmpty();
    }

    @Test
    void whoComesLaterKnowsThatItIsMuted() {
        gateway.mute(new Mute(ROOM, "witch", true))
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        Hearing witch = Hearing.settling();
        sit(WITCH, witch);

        assertThat(worker.isMuted(ROOM, "witch")).isTrue();
        gateway.mute(new Mute(ROOM, "witch", false))
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        eventually(() -> assertThat(worker.isMuted(ROOM, "witch")).isFalse());
    }

    @Test
    void aThrowingFollowerHarmsNobody() {
        gateway.follow(new Watching() {
            @Override
            public void onMessage(Message message) {
                throw new IllegalStateException("a follower that throws");
            }
        });
        sayMany(ROOM, 3);

        eventually(() -> assertThat(watching.messages()).hasSize(3));
    }

    @Test
    void whoStopsFollowingSeesNothing() throws Exception {
        Watching left = new Watching();
        gateway.follow(left).close();
        say("hello");

        eventually(() -> assertThat(watching.messages()).hasSize(1));
        stays(() -> assertThat(left.messages()).isEmpty());
    }
}
