package org.monstermash.models.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.monstermash.models.ReplyPart;

class ThinkingTagsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    'Boo.'                              | 'Boo.'               | ''
                    '<think>Hm.</think>Boo.'            | 'Boo.'               | 'Hm.'
                    '<THINKING>Hm.</Thinking>Boo.'      | 'Boo.'               | 'Hm.'
                    '<think>Hm.</thinking>Boo.'         | 'Boo.'               | 'Hm.'
                    'A<think>b</think>C<think>d</think>' | 'AC'                | 'bd'
                    '<think>never closed'               | ''                   | 'never closed'
                    'Hm, so.</think>Boo.'               | 'Boo.'               | 'Hm, so.'
                    'a</think>b</think>C'               | 'C'                  | 'ab'
                    '<think>a</think>B</think>C'        | 'BC'                 | 'a'
                    'I <3 you <thin'                    | 'I <3 you <thin'     | ''
                    'x < y, <thinker> and </thin>'      | 'x < y, <thinker> and </thin>' | ''
                    '<<think>a</think>b'                | '<b'                 | 'a'
                    '<think></think>Boo'                | 'Boo'                | ''
                    '👻<think>é漢</think>漢'            | '👻漢'               | 'é漢'
                    """)
    void aTextIsTakenApartTheSameWayWhereverItIsSplit(String whole, String text, String thinking) {
        for (int first = 0; first <= whole.length(); first++) {
            for (int second = first; second <= whole.length(); second++) {
                Heard heard = take(whole.substring(0, first), whole.substring(first, second), whole.substring(second));

                assertThat(heard.text()).as("split at %d and %d", first, second).isEqualTo(text);
                assertThat(heard.thinking())
                        .as("split at %d and %d", first, second)
                        .isEqualTo(thinking);
            }
        }
    }

    @Test
    void newlinesAfterTheThinkingAreNotSaidButIndentationIs() {
        assertThat(take("<think>Hm.</think>\n\n", "\n    code").text()).isEqualTo("    code");
        assertThat(take("One\n<think>Hm.</think>", "\ntwo").text()).isEqualTo("One\n\ntwo");
    }

    @Test
    void onlyWhatCouldBecomeATagIsHeldBack() {
        List<ReplyPart> parts = new ArrayList<>();
        ThinkingTags tags = new ThinkingTags(parts::add);

        tags.text("I <");
        assertThat(parts).containsExactly(new ReplyPart.Text("I "));
        tags.text("3 you");
        assertThat(parts).containsExactly(new ReplyPart.Text("I "), new ReplyPart.Text("<3 you"));
    }

    @Test
    void aClosingTagAloneTakesBackWhatWasSaid() {
        Heard heard = take("Hm, ", "so.</think>Boo.");

        assertThat(heard.parts())
                .containsExactly(
                        new ReplyPart.Text("Hm, "),
                        new ReplyPart.Thinking("Hm, so.", true),
                        new ReplyPart.Text("Boo."));
    }

    @Test
    void nothingIsTakenBackOnceTheServerKeptThinkingApart() {
        List<ReplyPart> parts = new ArrayList<>();
        ThinkingTags tags = new ThinkingTags(parts::add);

        tags.thinking("Hm.");
        tags.text("One</think> two");

        assertThat(parts)
                .containsExactly(new ReplyPart.Thinking("Hm."), new ReplyPart.Text("One"), new ReplyPart.Text(" two"));
    }

    private static Heard take(String... pieces) {
        List<ReplyPart> parts = new ArrayList<>();
        ThinkingTags tags = new ThinkingTags(parts::add);
        for (String piece : pieces) {
            tags.text(piece);
        }
        tags.end();
        StringBuilder text = new StringBuilder();
        StringBuilder thinking = new StringBuilder();
        for (ReplyPart part : parts) {
            switch (part) {
                case ReplyPart.Text said -> text.append(said.text());
                case ReplyPart.Thinking thought -> {
                    text.setLength(thought.insteadOfText() ? 0 : text.length());
                    thinking.append(thought.text());
                }
                case ReplyPart.Finished end -> throw new AssertionError(end);
            }
        }
        return new Heard(text.toString(), thinking.toString(), parts, null, null);
    }
}
