package org.monstermash.worker.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.models.ModelException;
import org.monstermash.models.ModelException.Failure;

class BudgetTest {
    private static final Instant NOON = Instant.parse("2026-10-31T12:00:30Z");

    @TempDir
    private Path dir;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

    @Test
    void withoutALimitNothingIsCountedNorWritten() {
        Budget budget = budget(0, 0);
        for (int i = 0; i < 1000; i++) {
            budget.beforeRequest();
        }

        assertThat(budget.spentUntil()).isEmpty();
        assertThat(file()).doesNotExist();
    }

    @Test
    void soManyRequestsAndNoMore() {
        Budget budget = budget(2, 0);
        budget.beforeRequest();
        assertThat(budget.spentUntil()).isEmpty();
        budget.beforeRequest();

        assertThat(budget.spentUntil()).contains(Instant.parse("2026-10-31T13:01:00Z"));
        assertThatThrownBy(budget::beforeRequest)
                .isInstanceOfSatisfying(ModelException.class, spent -> assertThat(spent.failure())
                        .isEqualTo(Failure.BUDGET_SPENT));
    }

    @Test
    void theHourSlides() {
        Budget budget = budget(2, 0);
        budget.beforeRequest();
        at("12:30:00Z");
        budget.beforeRequest();
        at("13:00:29Z");
        assertThat(budget.spentUntil()).as("not yet an hour").isPresent();
        at("13:01:00Z");

        budget.beforeRequest();

        assertThat(budget.spentUntil()).contains(Instant.parse("2026-10-31T13:31:00Z"));
    }

    @Test
    void aRequestIsOnTheDiskBeforeItIsMade() {
        budget(2, 0).beforeRequest();

        Budget restarted = budget(2, 0);
        restarted.beforeRequest();

        assertThat(budget(2, 0).spentUntil()).isPresent();
        assertThatThrownBy(restarted::beforeRequest).isInstanceOf(ModelException.class);
    }

    @Test
    void tokensAreCountedWithAnEstimateUntilTheyAreKnown() {
        Budget budget = budget(0, 1000);
        Budget.Reservation reservation = budget.reserve(1200);
        assertThat(budget(0, 1000).spentUntil()).as("after a crash").isPresent();

        reservation.settle(300);
        reservation.settle(9999);

        assertThat(budget.spentUntil()).isEmpty();
        budget.reserve(10).settle(700);
        assertThat(budget(0, 1000).spentUntil()).isPresent();
    }

    @Test
    void aTornFileCountsWhatCanBeRead() throws IOException {
        long minute = NOON.getEpochSecond() / 60;
        Files.createDirectories(file().getParent());
        Files.writeString(file(), (minute - 1) + " 1 0\nrubbish\n" + minute + " 1 0\n" + minute + " 9");

        assertThat(budget(2, 0).spentUntil()).isPresent();
        assertThat(budget(3, 0).spentUntil()).isEmpty();
    }

    @Test
    void aClockThatRanAheadNeitherForgetsNorLocksForEver() {
        at("23:00:00Z");
        budget(1, 0).beforeRequest();
        now.set(NOON);

        Budget budget = budget(1, 0);

        assertThat(budget.spentUntil()).contains(Instant.parse("2026-10-31T13:01:00Z"));
    }

    @Test
    void whatCannotBeWrittenDownIsNotAsked() throws IOException {
        Files.writeString(dir.resolve("budgets"), "a file where the folder should be");
        Budget budget = budget(5, 0);

        assertThatThrownBy(budget::beforeRequest)
                .isInstanceOfSatisfying(ModelException.class, spent -> assertThat(spent.failure())
                        .isEqualTo(Failure.BUDGET_SPENT));
    }

    @Test
    void roomsThatAskAtOnceShareIt() throws InterruptedException {
        Budget budget = budget(10, 0);
        AtomicInteger made = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                threads.submit(() -> {
                    budget.beforeRequest();
                    made.incrementAndGet();
                });
            }
        }

        assertThat(made).hasValue(10);
    }

    @Test
    void aLongHistoryStaysASmallFile() throws IOException {
        Budget budget = budget(100_000, 0);
        for (int minute = 0; minute < 200; minute++) {
            now.set(NOON.plus(Duration.ofMinutes(minute)));
            budget.beforeRequest();
            budget.spentUntil();
        }

        assertThat(List.of(Files.readString(file()).split("\n"))).hasSizeLessThanOrEqualTo(BudgetBook.MINUTES);
    }

    private void at(String time) {
        now.set(Instant.parse("2026-10-31T" + time));
    }

    private Path file() {
        return dir.resolve("budgets/witch.here");
    }

    private Budget budget(int calls, long tokens) {
        return Budget.keptIn(file(), calls, tokens, new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        });
    }
}
