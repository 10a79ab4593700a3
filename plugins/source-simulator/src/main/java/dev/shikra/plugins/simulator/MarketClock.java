package dev.shikra.plugins.simulator;

import dev.shikra.api.source.SimulatedTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The market's time for those who share it. It runs as {@link SimulatedTime} does, but not past
 * what is still on its way: a limit stands until what was due has been handed out, and until each
 * reader has answered that it has it. So a few milliseconds of the machine, which are seconds of a
 * fast market, make nothing late. It never falls, and catches up as soon as it may. A reader that
 * does not answer for {@link #PATIENCE} is not waited for until it does. Before {@link #share} it
 * waits for nobody. Any thread.
 */
final class MarketClock implements InstantSource {
    /** By the machine's clock. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SimulatedTime time;
    private final InstantSource machine;
    private final List<Question> questions = new ArrayList<>();
    private final Set<Integer> mute = new HashSet<>();

    /** What was told last: a limit that is set behind it lets the clock stand. */
    private final AtomicReference<Instant> latest = new AtomicReference<>(Instant.MIN);

    private boolean shared;
    private long numbers;
    private long dueLimitMs = Long.MAX_VALUE;
    private volatile long limitMs = Long.MAX_VALUE;

    /** Has the reader got what was sent before? Until it says so, the limit stands. */
    private record Question(int reader, long number, long limitMs, Instant until) {}

    /**
     * @param machine the machine's clock
     */
    MarketClock(SimulatedTime time, InstantSource machine) {
        this.time = time;
        this.machine = machine;
    }

    @Override
    public Instant instant() {
        Instant running = time.at(machine.instant());
        long limit = limitMs;
        Instant now =
                limit != Long.MAX_VALUE && running.isAfter(Instant.ofEpochMilli(limit))
                        ? Instant.ofEpochMilli(limit)
                        : running;
        return latest.accumulateAndGet(now, (a, b) -> a.isAfter(b) ? a : b);
    }

    /** From now on somebody lives by this clock. */
    synchronized void share() {
        shared = true;
        update();
    }

    /**
     * Says how far it may go before more is handed out.
     *
     * @param limitMs epoch ms, not below the one before; {@link Long#MAX_VALUE} if no more comes
     */
    synchronized void due(long limitMs) {
        dueLimitMs = limitMs;
        update();
    }

    /**
     * Asks a reader; the caller sends it the question after what it is about.
     *
     * @param limitMs epoch ms: how far the clock may go before the answer
     * @return the question's number, for {@link #answered}; 0 if nobody waits for an answer
     */
    synchronized long ask(int reader, long limitMs) {
        if (!shared) {
            return 0;
        }
        numbers++;
        if (!mute.contains(reader)) {
            questions.add(new Question(reader, numbers, limitMs, machine.instant().plus(PATIENCE)));
            update();
        }
        return numbers;
    }

    /** A reader has got all that was sent before a question. */
    synchronized void answered(int reader, long number) {
        if (number > 0 && number <= numbers) {
            mute.remove(reader);
            questions.removeIf(each -> each.reader() == reader && each.number() <= number);
            update();
        }
    }

    /** A reader is no more. */
    synchronized void gone(int reader) {
        mute.remove(reader);
        questions.removeIf(each -> each.reader() == reader);
        update();
    }

    /** {@return whether it waits, and will not reach this time before something else comes} */
    boolean holds(Instant simulated) {
        return limitMs < simulated.toEpochMilli();
    }

    /** Gives up readers that have not answered for too long. */
    synchronized void giveUp() {
        Instant now = machine.instant();
        for (Question each : questions) {
            if (!each.until().isAfter(now)) {
                mute.add(each.reader());
            }
        }
        questions.removeIf(each -> mute.contains(each.reader()));
        update();
    }

    private void update() {
        long limit = dueLimitMs;
        for (Question each : questions) {
            limit = Math.min(limit, each.limitMs());
        }
        limitMs = shared ? limit : Long.MAX_VALUE;
    }

    /** {@return the time as it runs while nothing waits, for {@link SimulatedTime#parse}} */
    @Override
    public String toString() {
        return time.toString();
    }
}
