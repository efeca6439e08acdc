package org.monstermash.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monstermash.bus.BusUnavailable;
import org.monstermash.bus.MessageLog.Appended;
import org.monstermash.bus.ReplyState;
import org.monstermash.bus.StorageFull;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.PersonaCard;
import org.monstermash.gateway.history.Archive.RoomSummary;
import org.sqlite.SQLiteDataSource;

class HistoryTest {
    private static final Instant EIGHT = Instant.parse("2026-10-31T20:00:00Z");
    private static final Clock CLOCK = Clock.fixed(EIGHT, ZoneOffset.UTC);

    @TempDir
    Path folder;

    private History history;

    @BeforeEach
    void open() {
        history = History.open(folder, CLOCK);
    }

    @AfterEach
    void close() {
        history.close();
    }

    private void reopen() {
        history.close();
        open();
    }

    private Message say(String content) {
        return say("graveyard", content);
    }

    private Message say(String room, String content) {
        return append(Message.byHuman(Ids.random(), room, "Ada", content, EIGHT))
                .message();
    }

    private Appended append(Message message) {
        return history.append(message).orTimeout(10, TimeUnit.SECONDS).join();
    }

    private void sql(String sql) throws SQLException {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.resolve("chat.db"));
        try (Connection raw = source.getConnection();
                Statement statement = raw.createStatement()) {
            statement.execute("PRAGMA busy_timeout=5000");
            statement.execute(sql);
        }
    }

    @Test
    void aMissingFolderIsMade() {
        try (History deeper = History.open(folder.resolve("a/b"), CLOCK)) {
            assertThat(deeper.rooms()).isEmpty();
        }
        assertThat(folder.resolve("a/b/chat.db")).exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "two\nlines\ttab",
                "\"quotes\" 'n' %_*",
                "👻 é 漢 \u202e",
                "a\u0000b",
                "<script>x</script>"
            })
    void aTextComesBackAsItCame(String text) {
        Message said = say(text);
        reopen();

        assertThat(history.newest("graveyard", 1)).containsExactly(said);
    }

    @Test
    void pagesAreReadFromBothEnds() {
        List<Message> said = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            said.add(say("line " + i));
        }

        assertThat(history.after("graveyard", 7, 5)).isEqualTo(said.subList(7, 10));
        assertThat(history.after("graveyard", 0, 2)).isEqualTo(said.subList(0, 2));
        assertThat(history.before("graveyard", 9, 3)).isEqualTo(said.subList(5, 8));
        assertThat(history.before("graveyard", Long.MAX_VALUE, 2)).isEqualTo(said.subList(8, 10));
        List<Message> all = new ArrayList<>();
        history.forEach("graveyard", all::add);
        assertThat(all).isEqualTo(said);
    }

    @Test
    void roomsAreListedNewestFirst() {
        append(Message.byHuman(Ids.random(), "crypt", "Ada", "early", EIGHT.minusSeconds(60)));
        say("attic", "one");
        say("attic", "two");

        assertThat(history.rooms())
                .containsExactly(
                        new RoomSummary("attic", 2, EIGHT), new RoomSummary("crypt", 1, EIGHT.minusSeconds(60)));
    }

    @Test
    void theEpochStaysAndIsNewForANewHistory() {
        String epoch = history.epoch();
        reopen();
        assertThat(history.epoch()).isEqualTo(epoch);

        try (History other = History.open(folder.resolve("other"), CLOCK)) {
            assertThat(other.epoch()).isNotEqualTo(epoch);
        }
    }

    @Test
    void aDamagedRowIsLeftOutAndTheRestServed() throws SQLException {
        List<Message> said = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            said.add(say("line " + i));
        }
        sql("UPDATE messages SET content = 'Line 2' WHERE seq = 3");
        sql("UPDATE messages SET rest = '{\"author\":' WHERE seq = 4");
        said.subList(2, 4).clear();

        assertThat(history.newest("graveyard", 10)).isEqualTo(said);
        assertThat(history.after("graveyard", 1, 2)).isEqualTo(said.subList(1, 3));
        assertThat(history.before("graveyard", 6, 3)).isEqualTo(said.subList(0, 3));
        assertThat(say("next").seq()).isEqualTo(7);
    }

    @Test
    void aPublicationOfADamagedMessageIsNoNewMessage() throws SQLException {
        Message said = say("hello");
        sql("UPDATE messages SET content = 'hullo'");

        assertThat(append(said)).isEqualTo(new Appended(said, false));
    }

    @Test
    void searchFindsMessagesWithAllTheWordsNewestFirst() {
        Message first = say("The moon is full.");
        say("The sun is not.");
        Message second = say("Full? The Moon!");
        say("crypt", "full moon elsewhere");

        assertThat(history.search("graveyard", "moon FULL", 10)).containsExactly(second, first);
        assertThat(history.search("graveyard", "moon", 1)).containsExactly(second);
        assertThat(history.search("graveyard", "moo", 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "moon OR sun", "moon AND sun", "NOT moon", "mo*", "\"moon", "moon\"", "content:moon", "(moon", "moon)",
                        "^moon",
                "NEAR(moon full, 2)", "-moon", "moon + 7", "{moon}", "' OR 1=1 --", "\"\"\"", "*", "a\u0000b", "👻",
                        "\uD800",
            })
    void searchKnowsWordsAndNoSyntax(String typed) {
        Message exact = say("it says: " + typed + " indeed");
        say("crypt", typed);
        Message moon = say("moon");

        List<Message> found = history.search("graveyard", typed, 10);

        assertThat(found).isSubsetOf(exact, moon);
        if (typed.contains(" ")) {
            assertThat(found).doesNotContain(moon);
        }
    }

    @Test
    void wordsAreFoundWithoutTheirAccentsAndPunctuation() {
        Message said = say("Señor Drácula, don't bite!");

        assertThat(history.search("graveyard", "senor dracula", 10)).containsExactly(said);
        assertThat(history.search("graveyard", "don't", 10)).containsExactly(said);
        assertThat(history.search("graveyard", "?! *", 10)).isEmpty();
    }

    @Test
    void everyPersonaEverSeenIsRemembered() {
        PersonaCard witch = new PersonaCard(
                "witch", "Morticia", "🖤", "Elegant.", List.of("rose"), List.of("Tish"), "scripted", EIGHT);
        history.seen(witch);
        history.seen(witch);
        reopen();

        assertThat(history.everSeen()).containsExactly(witch);
    }

    @Test
    void whatWasBegunIsForgottenOnceItIsSaidOrAfterAWeek() {
        Message reply = say("stands for a reply");
        history.begun("graveyard", reply.id(), 1);
        String old = Ids.random();
        history.begun("graveyard", old, 4);
        reopen();
        assertThat(history.reply("graveyard", reply.id())).isEqualTo(new ReplyState.Stored(reply));
        assertThat(history.reply("graveyard", old)).isEqualTo(new ReplyState.Begun(4));

        history.close();
        history = History.open(folder, Clock.offset(CLOCK, Duration.ofDays(8)));

        await().untilAsserted(() -> assertThat(history.reply("graveyard", old)).isEqualTo(new ReplyState.Unknown()));
    }

    @Test
    void aSecondProcessOnTheSameFolderIsRefusedInOneLine() {
        assertThatThrownBy(() -> History.open(folder, CLOCK))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("in use by another gateway")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void aHistoryOfANewerVersionIsRefusedInOneLine() throws SQLException {
        sql("PRAGMA user_version=" + (Database.VERSION + 1));
        history.close();

        assertThatThrownBy(() -> History.open(folder, CLOCK))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("newer version")
                .message()
                .doesNotContain("\n");
        sqlAndOpen("PRAGMA user_version=" + Database.VERSION);
    }

    private void sqlAndOpen(String sql) throws SQLException {
        sql(sql);
        open();
    }

    @Test
    void whatIsNoDatabaseIsRefusedInOneLine() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("chat.db"), "this is no database, ".repeat(100));

        assertThatThrownBy(() -> History.open(other, CLOCK))
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("chat.db")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void afterAFailedOpeningTheFolderIsFree() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("chat.db"), "this is no database, ".repeat(100));
        assertThatThrownBy(() -> History.open(other, CLOCK)).isInstanceOf(HistoryException.class);
        Files.delete(other.resolve("chat.db"));

        try (History opened = History.open(other, CLOCK)) {
            assertThat(opened.rooms()).isEmpty();
        }
    }

    @Test
    void aFullDiskSaysSoServesReadersAndRecoversByItself() {
        history.close();
        List<String> limit = new ArrayList<>(List.of("max_page_count=60"));
        history = History.open(folder, CLOCK, () -> List.copyOf(limit));
        Message last = null;
        Throwable failure = null;
        while (failure == null) {
            CompletableFuture<Appended> append =
                    history.append(Message.byHuman(Ids.random(), "graveyard", "Ada", "x".repeat(3000), EIGHT));
            failure = append.handle((stored, error) -> error)
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
            last = failure == null ? append.join().message() : last;
        }
        assertThat(failure).isInstanceOf(StorageFull.class);
        assertThat(history.newest("graveyard", 1)).containsExactly(last);
        await().untilAsserted(() -> assertThat(history.health().ready()).isFalse());
        assertThat(history.health().why()).contains("full");

        limit.clear();
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(history.health().ready()).isTrue());
        assertThat(say("again").seq()).isEqualTo(last.seq() + 1);
    }

    @Test
    void oneBadWriteHarmsNoOther() throws SQLException {
        sql("CREATE TRIGGER poison BEFORE INSERT ON messages WHEN new.content = 'poison'"
                + " BEGIN SELECT RAISE(ABORT, 'poison'); END");
        List<CompletableFuture<Appended>> appends = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String content = i % 50 == 7 ? "poison" : "line " + i;
            appends.add(history.append(Message.byHuman(Ids.random(), "graveyard", "Ada", content, EIGHT)));
        }

        List<Throwable> failures = appends.stream()
                .map(each -> each.handle((stored, error) -> error)
                        .orTimeout(10, TimeUnit.SECONDS)
                        .join())
                .filter(Objects::nonNull)
                .toList();
        assertThat(failures).hasSize(4).allSatisfy(each -> assertThat(each).isInstanceOf(BusUnavailable.class));
        assertThat(history.newest("graveyard", 300)).extracting(Message::seq).containsExactlyElementsOf(seqs(196));
    }

    private static List<Long> seqs(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    @Test
    void futuresCompleteInTheOrderOfTheCalls() {
        List<Integer> completed = new CopyOnWriteArrayList<>();
        CompletableFuture<?> last = null;
        for (int i = 0; i < 200; i++) {
            int number = i;
            last = history.append(Message.byHuman(Ids.random(), "graveyard", "Ada", "line " + i, EIGHT))
                    .thenRun(() -> completed.add(number));
        }
        last.orTimeout(10, TimeUnit.SECONDS).join();

        assertThat(completed).isSorted().hasSize(200);
    }

    @Test
    void aBrokenCharacterDamagesNoRow() {
        say("half of a pair: \uD83D");

        assertThat(history.newest("graveyard", 1)).extracting(Message::content).containsExactly("half of a pair: ?");
    }

    @Test
    void aClosedHistoryTakesNothing() {
        history.close();

        CompletableFuture<Appended> late =
                history.append(Message.byHuman(Ids.random(), "graveyard", "Ada", "late", EIGHT));
        assertThat(late).isCompletedExceptionally();
        assertThatThrownBy(() -> history.newest("graveyard", 1)).isInstanceOf(BusUnavailable.class);
    }
}
