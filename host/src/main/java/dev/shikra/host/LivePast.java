package dev.shikra.host;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.source.BarHistory;
import dev.shikra.api.source.SourceSession;
import dev.shikra.host.bar.Session;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.engine.Engine;
import dev.shikra.host.engine.PastRecord;
import dev.shikra.host.engine.PastView;
import dev.shikra.host.inbox.Inbox;
import dev.shikra.host.inbox.InboxState;
import dev.shikra.host.journal.JournalRecord;
import dev.shikra.host.journal.RecordKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The past of a market that runs already. One thread fetches history in the background, instrument
 * by instrument, and puts it in as records; another gives the steps at which a changed rule's new
 * inputs warm. Each waits for the engine before it puts in more, so that no tick waits for more
 * than one such record.
 */
final class LivePast implements AutoCloseable {
    private static final long MINUTE_MS = 60_000;
    private static final long DAY_MS = 86_400_000;
    private static final int BARS_IN_A_RECORD = 200;
    private static final int MOST_BARS = 4_000_000;
    private static final int ROUNDS = 20;
    private static final long BETWEEN_ROUNDS_NS = 30_000_000_000L;
    private static final long LONGEST_WAIT_NS = 100_000;

    private final WarmUp.Settings settings;
    private final SourceSession session;
    private final List<Instrument> instruments;
    private final SessionCalendar calendar;
    private final ScannerListener listener;
    private final WarmUpReport report;
    private final Engine engine;
    private final LongSupplier marketTimeMs;
    private final long journalUntilMs;

    private volatile PastView view = PastView.NONE;
    private volatile boolean warms;
    private final AtomicLong handled = new AtomicLong();
    private volatile boolean closed;
    private volatile @Nullable Inbox inbox;
    private Way way = past -> {};
    private volatile Progress progress = new Progress(0, 0, 0, "");
    private volatile @Nullable Thread steps;
    private @Nullable Thread fetcher;
    private long changesSeen = -1;

    /**
     * How far the history has come.
     *
     * @param joined instruments whose history was joined
     * @param waiting instruments whose history is still to come
     * @param without instruments of which there is none
     * @param reason why the last one has none; may be empty
     */
    record Progress(int joined, int waiting, int without, String reason) {}

    LivePast(
            WarmUp.Settings settings,
            SourceSession session,
            SessionCalendar calendar,
            Engine engine,
            LongSupplier marketTimeMs,
            ScannerListener listener) {
        this.settings = settings;
        this.session = session;
        this.instruments = session.instruments();
        this.calendar = calendar;
        this.engine = engine;
        this.marketTimeMs = marketTimeMs;
        this.listener = listener;
        report = new WarmUpReport(calendar);
        journalUntilMs = engine.closedUpToMs();
        view = engine.past();
        warms = engine.warmsAside();
    }

    /** Takes a record of the past on its way to the inbox. */
    @FunctionalInterface
    interface Way {
        void give(CapturedPast past) throws InterruptedException;
    }

    /**
     * From here on steps are given where rules wait for them. Once, when the inbox runs.
     *
     * @param way leads to {@code into}
     */
    void start(Inbox into, Way way) {
        this.way = way;
        inbox = into;
        steps = Thread.ofPlatform().daemon().name("warm-aside").start(this::step);
    }

    /** After each record. Engine thread. */
    void after(JournalRecord record) {
        boolean history = record.kind == RecordKind.HISTORY;
        boolean warmed = false;
        if (history || record.kind == RecordKind.COMMAND) {
            boolean before = warms;
            warms = engine.warmsAside();
            warmed = before && history; // one of those that waited may run now
            Thread waiting = steps;
            if (warms && !before && waiting != null) {
                LockSupport.unpark(waiting);
            }
        }
        boolean rules = record.kind == RecordKind.COMMAND || warmed;
        if (rules || engine.pastChanges() != changesSeen) {
            changesSeen = engine.pastChanges();
            view = rules ? engine.past() : engine.past(view);
        }
        if (history) {
            handled.setRelease(handled.getPlain() + 1);
        }
    }

    private void step() {
        try {
            while (!closed) {
                if (warms) {
                    give(new PastRecord.Step());
                } else {
                    LockSupport.parkNanos(this, 20_000_000);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Puts a record in and waits until the engine is through with it. */
    private synchronized void give(PastRecord record) throws InterruptedException {
        Inbox into = inbox;
        if (into == null || closed) {
            return;
        }
        long before = handled.get();
        way.give(new CapturedPast(RecordKind.HISTORY, record.encode()));
        while (handled.get() == before && !closed && into.state() instanceof InboxState.Running) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(this, LONGEST_WAIT_NS);
        }
    }

    /**
     * Begins to fetch what the rules need of the past, in the background; says what is blind until
     * it comes.
     *
     * @param nowMs the market's time: what began before is history
     */
    void fetch(long nowMs) {
        long untilMs = Math.floorDiv(nowMs, MINUTE_MS) * MINUTE_MS;
        PastView past = view;
        long fromMs = from(past, untilMs);
        List<Integer> rows = wanted(past, fromMs, untilMs);
        boolean source = settings.days() > 0 && session instanceof BarHistory;
        if (rows.isEmpty() || !source && settings.csv().isEmpty()) {
            say(nowMs, rows.isEmpty() ? "" : "no source gives bars of the past: ");
            return;
        }
        progress = new Progress(0, rows.size(), 0, "");
        listener.notice(
                "history: bars since "
                        + Instant.ofEpochMilli(fromMs).atZone(calendar.zone()).toLocalDate()
                        + " of "
                        + rows.size()
                        + " instruments are fetched while the feed runs");
        fetcher =
                Thread.ofPlatform()
                        .daemon()
                        .name("history")
                        .start(() -> fetchAll(rows, fromMs, untilMs));
    }

    /** The open of the first session that what runs needs. */
    private long from(PastView past, long untilMs) {
        Session from = calendar.sessionAt(untilMs);
        int perSession = calendar.barsPerSession(Timeframe.M1);
        for (int n = past.depth().sessions(perSession); n > 0; n--) {
            from = calendar.previous(from);
        }
        return settings.days() > 0
                ? Math.max(from.openMs(), untilMs - settings.days() * DAY_MS)
                : from.openMs();
    }

    /** What the rules look at and does not know enough; what others read comes first. */
    private List<Integer> wanted(PastView past, long fromMs, long untilMs) {
        var rows = new BitSet();
        if (!past.needs().isEmpty() || past.depth().sessions(1) > 0) {
            rows.or(past.covered());
            rows.or(past.first());
        }
        boolean gap = journalUntilMs > 0 && trades(journalUntilMs, untilMs);
        var order = new ArrayList<Integer>();
        for (int pass = 0; pass < 3; pass++) {
            for (int row = rows.nextSetBit(0);
                    row >= 0 && row < instruments.size();
                    row = rows.nextSetBit(row + 1)) {
                long known = past.knownFromMs()[row];
                if ((known == 0 || known > fromMs || gap) && pass == pass(past, row)) {
                    order.add(row);
                }
            }
        }
        if (past.first().cardinality() > 1) { // they may read one another: once more, at the end
            order.stream().filter(row -> past.first().get(row)).toList().forEach(order::add);
        }
        return order;
    }

    private int pass(PastView past, int row) {
        return past.first().get(row) ? 0 : instruments.get(row).contract() == null ? 1 : 2;
    }

    private boolean trades(long fromMs, long untilMs) {
        for (long ms = fromMs; ms < untilMs; ms += MINUTE_MS) {
            Session at = calendar.sessionAt(ms);
            if (at.isOpen(ms)) {
                return true;
            }
            ms = ms < at.openMs() ? at.openMs() - MINUTE_MS : ms;
            if (ms >= at.closeMs()) {
                ms = at.dayEndMs() - MINUTE_MS;
            }
        }
        return false;
    }

    private void fetchAll(List<Integer> rows, long fromMs, long untilMs) {
        Thread.currentThread().setContextClassLoader(session.getClass().getClassLoader());
        Deque<Integer> left = new ArrayDeque<>(rows);
        long bars = 0;
        int joined = 0;
        String said = "";
        try {
            for (int round = 1; round <= ROUNDS && !left.isEmpty() && !closed; round++) {
                var failed = new ArrayDeque<Integer>();
                while (!left.isEmpty() && !closed) {
                    int row = left.removeFirst();
                    String reason = "";
                    try {
                        double[] found = bars(row, fromMs, untilMs);
                        if (found.length > 0) {
                            give(row, found);
                            joined++;
                            bars += found.length / PastRecord.Bars.WIDTH;
                        } else {
                            reason = "there are none";
                        }
                    } catch (IOException | RuntimeException e) {
                        reason = String.valueOf(e.getMessage());
                        failed.addLast(row);
                    }
                    if (!reason.isEmpty() && !reason.equals(said)) {
                        said = reason;
                        listener.notice(
                                "no history of " + instruments.get(row).id() + " yet: " + reason);
                    }
                    progress =
                            new Progress(
                                    joined,
                                    left.size() + failed.size(),
                                    rows.size() - joined - left.size() - failed.size(),
                                    reason);
                    if (bars >= MOST_BARS) {
                        listener.notice(
                                "history ends at "
                                        + bars
                                        + " bars: "
                                        + left.size()
                                        + " instruments warm up by themselves; set warmup.days"
                                        + " lower or let rules cover fewer");
                        left.clear();
                    }
                }
                left = failed;
                if (!left.isEmpty()) {
                    pause();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (!closed) {
            progress = new Progress(joined, 0, rows.size() - joined, said);
            say(
                    marketTimeMs.getAsLong(),
                    "history: " + bars + " bars of " + joined + " instruments joined; ");
        }
    }

    private void pause() throws InterruptedException {
        long until = System.nanoTime() + BETWEEN_ROUNDS_NS;
        while (!closed && System.nanoTime() < until) {
            Thread.sleep(50);
        }
    }

    private void give(int row, double[] bars) throws InterruptedException {
        int most = BARS_IN_A_RECORD * PastRecord.Bars.WIDTH;
        for (int at = 0; at < bars.length; at += most) {
            give(
                    new PastRecord.Bars(
                            row,
                            java.util.Arrays.copyOfRange(
                                    bars, at, Math.min(bars.length, at + most))));
        }
        give(new PastRecord.Join(row));
    }

    /** The source's bars; a file's where the source has none. */
    private double[] bars(int row, long fromMs, long untilMs)
            throws IOException, InterruptedException {
        var bars = new Collected(fromMs, untilMs);
        IOException refused = null;
        if (settings.days() > 0 && session instanceof BarHistory history) {
            try {
                history.minutes(row, fromMs, untilMs, bars);
            } catch (IOException e) {
                refused = e;
            }
        }
        Optional<Path> file = WarmUp.file(settings, instruments.get(row));
        if (bars.count == 0 && file.isPresent()) {
            WarmUpFile.read(file.get(), bars);
            refused = null;
        }
        if (refused != null && bars.count == 0) {
            throw refused;
        }
        return bars.toArray();
    }

    private static final class Collected implements BarHistory.MinuteSink {
        private final long fromMs;
        private final long untilMs;
        private double[] values = new double[PastRecord.Bars.WIDTH * 1024];
        private int count;

        Collected(long fromMs, long untilMs) {
            this.fromMs = fromMs;
            this.untilMs = untilMs;
        }

        @Override
        public void bar(
                long startMs, double open, double high, double low, double close, double volume) {
            if (startMs < fromMs || startMs + MINUTE_MS > untilMs) {
                return;
            }
            int at = count * PastRecord.Bars.WIDTH;
            if (at == values.length) {
                values = java.util.Arrays.copyOf(values, 2 * values.length);
            }
            values[at] = startMs;
            values[at + 1] = open;
            values[at + 2] = high;
            values[at + 3] = low;
            values[at + 4] = close;
            values[at + 5] = volume;
            count++;
        }

        double[] toArray() {
            return java.util.Arrays.copyOf(values, count * PastRecord.Bars.WIDTH);
        }
    }

    /** {@return how far the history has come} */
    Progress progress() {
        return progress;
    }

    /** {@return what is blind now} */
    List<WarmUpReport.Blind> blind(long nowMs) {
        return nowMs <= 0 ? List.of() : report.blind(view, nowMs);
    }

    private void say(long nowMs, String before) {
        String text = report.text(report.blind(view, nowMs), nowMs);
        if (!text.isEmpty()) {
            listener.notice(before + "still warming up: " + text);
        } else if (!before.isEmpty()) {
            listener.notice(before + "all studies are warm");
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Thread each : new @Nullable Thread[] {fetcher, steps}) {
            if (each != null) {
                each.interrupt();
                boolean interrupted = false;
                while (each.isAlive()) {
                    try {
                        each.join();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
