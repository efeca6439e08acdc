package org.monstermash.worker.voice;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.monstermash.models.ModelException;
import org.monstermash.models.ModelException.Failure;
import org.monstermash.models.provider.RequestGate;
import org.monstermash.settings.SettingsException;

/**
 * How many requests and tokens one persona of this process may spend in an hour. The hour slides, minute by minute. A
 * request is counted on the disk before it is made, so a crash or a restart never gives calls back; where it cannot be
 * counted it is not made. Any thread may use it; blocks while it writes.
 *
 * <p>Tokens are known only afterwards: a reply begins while there are some left, and is counted with an estimate until
 * its end, so the limit is exceeded by one reply for each room at most.
 */
public final class Budget implements RequestGate {
    private final int maxCalls;
    private final long maxTokens;
    private final Clock clock;
    private final BudgetBook book;

    private Budget(int maxCalls, long maxTokens, Clock clock, BudgetBook book) {
        this.maxCalls = maxCalls;
        this.maxTokens = maxTokens;
        this.clock = clock;
        this.book = book;
    }

    /**
     * The budget of one persona.
     *
     * @param file what was spent is kept there; not touched without a limit
     * @param maxCalls 0 = no limit
     * @param maxTokens 0 = no limit
     */
    public static Budget keptIn(Path file, int maxCalls, long maxTokens, Clock clock) {
        if (maxCalls == 0 && maxTokens == 0) {
            return new Budget(0, 0, clock, null);
        }
        try {
            return new Budget(maxCalls, maxTokens, clock, new BudgetBook(file, minute(clock)));
        } catch (IOException e) {
            throw new SettingsException("DATA_DIR: expected to read " + file + ": " + e.getMessage());
        }
    }

    /** When there will be something to spend again; nothing while there is. */
    public synchronized Optional<Instant> spentUntil() {
        if (book == null) {
            return Optional.empty();
        }
        BudgetBook.Spent left = book.spent(minute(clock));
        if (!isTooMuch(left)) {
            return Optional.empty();
        }
        for (Map.Entry<Long, BudgetBook.Spent> oldest : book.byMinute().entrySet()) {
            BudgetBook.Spent spent = oldest.getValue();
            left = new BudgetBook.Spent(left.calls() - spent.calls(), left.tokens() - spent.tokens());
            if (!isTooMuch(left)) {
                return Optional.of(
                        Instant.ofEpochSecond(TimeUnit.MINUTES.toSeconds(oldest.getKey() + BudgetBook.MINUTES)));
            }
        }
        throw new IllegalStateException("nothing spent is too much");
    }

    private boolean isTooMuch(BudgetBook.Spent spent) {
        return (maxCalls > 0 && spent.calls() >= maxCalls) || (maxTokens > 0 && spent.tokens() >= maxTokens);
    }

    /**
     * What may still be spent now.
     *
     * @param calls null = no limit
     * @param tokens null = no limit
     */
    record Left(Long calls, Long tokens) {}

    /** Nothing without a limit. */
    synchronized Optional<Left> left() {
        if (book == null) {
            return Optional.empty();
        }
        BudgetBook.Spent spent = book.spent(minute(clock));
        return Optional.of(new Left(left(maxCalls, spent.calls()), left(maxTokens, spent.tokens())));
    }

    private static Long left(long limit, long spent) {
        return limit == 0 ? null : Math.max(0, limit - spent);
    }

    @Override
    public synchronized void beforeRequest() {
        if (book == null) {
            return;
        }
        if (maxCalls > 0 && book.spent(minute(clock)).calls() >= maxCalls) {
            throw new ModelException(
                    Failure.BUDGET_SPENT, "all " + maxCalls + " calls of this hour are made (MAX_CALLS_PER_HOUR)");
        }
        add(minute(clock), new BudgetBook.Spent(1, 0));
    }

    /** Counts tokens before they are spent. */
    synchronized Reservation reserve(long tokens) {
        long minute = minute(clock);
        if (book != null && maxTokens > 0) {
            add(minute, new BudgetBook.Spent(0, tokens));
        }
        return new Reservation(minute, tokens);
    }

    private void add(long minute, BudgetBook.Spent more) {
        try {
            book.add(minute, more);
        } catch (IOException e) {
            throw new ModelException(
                    Failure.BUDGET_SPENT, "what is spent cannot be written down: " + e.getMessage(), e);
        }
    }

    private static long minute(Clock clock) {
        return TimeUnit.MILLISECONDS.toMinutes(clock.millis());
    }

    /** Tokens that were counted before they were spent. */
    final class Reservation {
        private final long minute;
        private final long tokens;
        private boolean settled;

        private Reservation(long minute, long tokens) {
            this.minute = minute;
            this.tokens = tokens;
        }

        /** So many it were. The first time counts. */
        void settle(long spent) {
            synchronized (Budget.this) {
                if (!settled && book != null && maxTokens > 0) {
                    try {
                        book.add(minute, new BudgetBook.Spent(0, spent - tokens));
                    } catch (IOException tooMany) {
                        // What was reserved stays counted on the disk: rather too much than too little.
                    }
                }
                settled = true;
            }
        }
    }
}
