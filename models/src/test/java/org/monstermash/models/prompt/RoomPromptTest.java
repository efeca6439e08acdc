package org.monstermash.models.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monstermash.models.Prompt;
import org.monstermash.models.Prompt.Role;
import org.monstermash.models.Prompt.Turn;

class RoomPromptTest {
    private static final String NUDGE = "Write the next reply only as Morticia.";

    @Test
    void aConversationAlternatesAndEndsWithTheNudge() {
        Prompt prompt = prompt(
                other("Ada", "Who is there?"), other("Wolfman", "ME!"), own("I am here."), other("Ada", "How nice."));

        assertThat(prompt.system()).isEqualTo("You are Morticia.");
        assertThat(prompt.turns())
                .containsExactly(
                        new Turn(Role.USER, "Ada: Who is there?\nWolfman: ME!"),
                        new Turn(Role.ASSISTANT, "I am here."),
                        new Turn(Role.USER, "Ada: How nice.\n" + NUDGE));
    }

    @Test
    void ownNeighboursAreOneTurn() {
        assertThat(prompt(other("Ada", "Hm."), own("One."), own("Two."), other("Ada", "Three?"))
                        .turns())
                .extracting(Turn::text)
                .containsExactly("Ada: Hm.", "One.\n\nTwo.", "Ada: Three?\n" + NUDGE);
    }

    @Test
    void whoSpokeFirstHearsSo() {
        assertThat(prompt(own("Good evening."), other("Ada", "Hello.")).turns())
                .first()
                .isEqualTo(new Turn(Role.USER, "(You spoke first.)"));
    }

    @Test
    void whoSpokeLastIsStillAskedByTheUser() {
        assertThat(prompt(other("Ada", "Hello."), own("Good evening.")).turns())
                .last()
                .isEqualTo(new Turn(Role.USER, NUDGE));
    }

    @Test
    void anEmptyRoomCanBeOpened() {
        assertThat(prompt().turns()).containsExactly(new Turn(Role.USER, "(Nobody has said anything yet.)\n" + NUDGE));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void everyOrderOfSpeakersSuitsStrictServers(int pattern) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            lines.add((pattern >> i & 1) == 1 ? own("own " + i) : other("Ada", "other " + i));
        }

        List<Turn> turns = RoomPrompt.of("Morticia", "", lines).turns();

        for (int i = 0; i < turns.size(); i++) {
            assertThat(turns.get(i).role()).isEqualTo(i % 2 == 0 ? Role.USER : Role.ASSISTANT);
        }
        assertThat(turns.getLast().role()).isEqualTo(Role.USER);
    }

    @Test
    void theAnswerStopsWhereOneOfTheLastFourWouldSpeak() {
        assertThat(prompt(
                                other("Eve", "a"),
                                other("Ada", "b"),
                                other("Igor", "c"),
                                own("d"),
                                other("Wolfman", "e"),
                                other("Ada", "f"),
                                other("Dracula", "g"))
                        .stops())
                .containsExactly("\nDracula:", "\nAda:", "\nWolfman:", "\nIgor:");
    }

    @Test
    void theNewestFitAndANoteSaysWhatWasLeftOut() {
        List<Line> lines = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            lines.add(other("Ada", "line " + i + " " + "x".repeat(900)));
        }

        String text = RoomPrompt.of("Morticia", "You are Morticia.", lines)
                .turns()
                .getFirst()
                .text();

        assertThat(text)
                .startsWith("(11 earlier messages are left out.)\nAda: line 12 ")
                .contains("line 20 ");
        assertThat(Tokens.estimate(text)).isLessThan(RoomPrompt.TOKENS);
    }

    @Test
    void aLongSystemTextLeavesRoomForTheNewest() {
        Prompt prompt =
                RoomPrompt.of("Morticia", "word ".repeat(10_000), List.of(other("Ada", "a"), other("Ada", "b")));

        assertThat(prompt.turns().getFirst().text()).startsWith("Ada: a\nAda: b\n");
    }

    @Test
    void ofOneMessageTooLongItsEndIsTaken() {
        Prompt prompt = prompt(other("Ada", "begin " + "漢".repeat(4000) + " end?"));

        assertThat(prompt.turns().getFirst().text())
                .startsWith("Ada: … 漢")
                .contains(" end?")
                .doesNotContain("begin");
        assertThat(Tokens.estimate(prompt.turns().getFirst().text())).isBetween(2_900, RoomPrompt.TOKENS + 20);
    }

    @Test
    void tokensAreRatherTooManyThanTooFew() {
        assertThat(Tokens.estimate("The quick brown fox jumps over the lazy dog."))
                .isBetween(10, 15);
        assertThat(Tokens.estimate("漢字漢字")).isEqualTo(4);
        assertThat(Tokens.estimate("")).isZero();
    }

    private static Prompt prompt(Line... lines) {
        List<Line> all = new ArrayList<>();
        Collections.addAll(all, lines);
        return RoomPrompt.of("Morticia", "You are Morticia.", all);
    }

    private static Line own(String text) {
        return new Line("Morticia", true, text);
    }

    private static Line other(String author, String text) {
        return new Line(author, false, text);
    }
}
