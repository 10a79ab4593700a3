package dev.shikra.host;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.BarHistory;
import dev.shikra.api.source.FrameSink;
import dev.shikra.api.source.SourceSession;
import dev.shikra.api.source.TickFrame;
import dev.shikra.host.feature.FeaturePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Bars of the past for a replay, before its first frame; what {@link LivePast} does while a market
 * runs. From a folder of CSV files, and for what has none there from the source, if it offers a
 * history. They go through inbox and journal like frames, before the first live one, so a replay of
 * the journal knows them too. Bars that the journal has already seen are not given again.
 *
 * <p>Used by the thread that runs the source.
 */
final class WarmUp {
    /** Where its frames come from, in the journal's words; live sources come before. */
    static final int SOURCE = 1;

    private static final long MINUTE_MS = 60_000;
    private static final long DAY_MS = 86_400_000;
    private static final int BARS_IN_A_FRAME = 500;
    private static final int MOST_BARS = 4_000_000;
    private static final int SAID = 5;

    /**
     * How far back to look.
     *
     * @param csv folder of files {@code SYMBOL.csv} or {@code EXCHANGE-SYMBOL.csv}, also {@code
     *     .gz}
     * @param kept folder of the service's own bars of the past, {@link KeptBars}; comes after
     *     {@code csv}
     * @param days calendar days before now that the source is asked for; 0: it is not asked
     */
    record Settings(Optional<Path> csv, Optional<Path> kept, int days) {
        /** No bars of the past. */
        static final Settings NONE = new Settings(Optional.empty(), Optional.empty(), 0);
    }

    private final Settings settings;
    private final SourceSession session;
    private final List<Instrument> instruments;
    private final long knownUntilMs;
    private final ScannerListener listener;

    private long[] keys = new long[1024];
    private double[] values = new double[5 * 1024];
    private int count;
    private int[] perInstrument;

    /**
     * @param knownUntilMs what began before is known; epoch ms, 0: nothing is
     */
    WarmUp(Settings settings, SourceSession session, long knownUntilMs, ScannerListener listener) {
        this.settings = settings;
        this.session = session;
        this.instruments = session.instruments();
        this.knownUntilMs = Math.floorDiv(knownUntilMs, MINUTE_MS) * MINUTE_MS;
        this.listener = listener;
        perInstrument = new int[instruments.size()];
    }

    /** {@return whether there is anything to look for} */
    boolean asked() {
        return settings.csv().isPresent() || settings.kept().isPresent();
    }

    /**
     * Gives the bars that ended by {@code nowMs}, oldest first, and says what there was.
     *
     * @param features what will be computed, for the notice of what stays blind
     */
    void give(FrameSink sink, long nowMs, FeaturePlan features, ZoneId zone)
            throws InterruptedException {
        long untilMs = Math.floorDiv(nowMs, MINUTE_MS) * MINUTE_MS;
        read(untilMs);
        int[] order = order();
        var frame = new TickFrame.Writer();
        long startMs = 0;
        for (int at : order) {
            long start = start(at);
            if (frame.entries() > 0 && (start != startMs || frame.entries() == BARS_IN_A_FRAME)) {
                sink.frame(startMs + MINUTE_MS, frame.bytes(), 0, frame.length());
                frame.clear();
            }
            startMs = start;
            int v = 5 * at;
            frame.bar(
                    row(at),
                    start,
                    values[v],
                    values[v + 1],
                    values[v + 2],
                    values[v + 3],
                    values[v + 4],
                    Double.NaN);
        }
        if (frame.entries() > 0) {
            sink.frame(startMs + MINUTE_MS, frame.bytes(), 0, frame.length());
        }
        say(order, features, zone);
    }

    private int row(int at) {
        return (int) (keys[at] & 0xf_ffff);
    }

    private long start(int at) {
        return (keys[at] >> 20) * MINUTE_MS;
    }

    /** By time, then by instrument; of one minute's bars of an instrument the first stays. */
    private int[] order() {
        Integer[] all = new Integer[count];
        Arrays.setAll(all, i -> i);
        Arrays.sort(all, (a, b) -> Long.compare(keys[a], keys[b]));
        var order = new int[count];
        int kept = 0;
        for (Integer at : all) {
            if (kept == 0 || keys[order[kept - 1]] != keys[at]) {
                order[kept++] = at;
            }
        }
        return Arrays.copyOf(order, kept);
    }

    private void read(long untilMs) throws InterruptedException {
        var failures = new TreeMap<String, Integer>();
        for (int row = 0; row < instruments.size() && count < MOST_BARS; row++) {
            try {
                Optional<Path> file = file(instruments.get(row));
                BarHistory.MinuteSink into = sink(row, untilMs);
                if (file.isPresent()) {
                    WarmUpFile.read(file.get(), into);
                } else if (settings.days() > 0 && session instanceof BarHistory history) {
                    long fromMs = Math.max(knownUntilMs, untilMs - settings.days() * DAY_MS);
                    if (fromMs < untilMs) {
                        history.minutes(row, fromMs, untilMs, into);
                    }
                }
            } catch (IOException | RuntimeException e) {
                String why = String.valueOf(e.getMessage());
                if (failures.merge(why, 1, Integer::sum) == 1 && failures.size() <= SAID) {
                    listener.notice("no history of " + instruments.get(row).id() + ": " + why);
                }
            }
        }
        int failed = failures.values().stream().mapToInt(Integer::intValue).sum();
        if (failed > SAID) {
            listener.notice("no history of " + failed + " instruments in all");
        }
        if (count >= MOST_BARS) {
            listener.notice(
                    "history ends at "
                            + MOST_BARS
                            + " bars: later instruments warm up by themselves; set warmup.days lower");
        }
    }

    private BarHistory.MinuteSink sink(int row, long untilMs) {
        return (startMs, open, high, low, close, volume) -> {
            if (startMs >= knownUntilMs
                    && startMs + MINUTE_MS <= untilMs
                    && Math.floorMod(startMs, MINUTE_MS) == 0) {
                add(row, startMs, open, high, low, close, volume);
            }
        };
    }

    private void add(
            int row,
            long startMs,
            double open,
            double high,
            double low,
            double close,
            double volume) {
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, 2 * count);
            values = Arrays.copyOf(values, 10 * count);
        }
        keys[count] = startMs / MINUTE_MS << 20 | row;
        int v = 5 * count++;
        values[v] = open;
        values[v + 1] = high;
        values[v + 2] = low;
        values[v + 3] = close;
        values[v + 4] = volume;
        perInstrument[row]++;
    }

    private Optional<Path> file(Instrument instrument) {
        return file(settings, instrument);
    }

    /** {@return the file of an instrument's bars, if there is one} */
    static Optional<Path> file(Settings settings, Instrument instrument) {
        Optional<Path> kept =
                settings.kept()
                        .flatMap(folder -> KeptBars.file(folder, instrument))
                        .filter(Files::isRegularFile);
        if (settings.csv().isEmpty()) {
            return kept;
        }
        for (String name :
                List.of(instrument.exchange() + "-" + instrument.symbol(), instrument.symbol())) {
            for (String end : List.of(".csv", ".csv.gz")) {
                Path file = settings.csv().get().resolve(name + end);
                if (Files.isRegularFile(file)) {
                    return Optional.of(file);
                }
            }
        }
        return kept;
    }

    private void say(int[] order, FeaturePlan features, ZoneId zone) {
        long without = Arrays.stream(perInstrument).filter(n -> n == 0).count();
        listener.notice(
                order.length == 0
                        ? "no bars of the past were found: studies warm up by themselves"
                        : "history: "
                                + order.length
                                + " bars since "
                                + Instant.ofEpochMilli(start(order[0]))
                                        .atZone(zone)
                                        .toLocalDateTime()
                                + (without > 0
                                        ? "; none of " + without + " instruments"
                                        : " of all instruments"));
        var lines = new ArrayList<String>();
        for (FeaturePlan.Need need : features.needs()) {
            long have = closed(order, need.on().minutes());
            if (have + 1 < need.bars() && knownUntilMs == 0) {
                lines.add(
                        need.study()
                                + " on "
                                + need.on()
                                + " for "
                                + (need.bars() - have)
                                + " more bars");
            }
        }
        if (!lines.isEmpty()) {
            listener.notice("still warming up: " + String.join("; ", lines));
        }
    }

    /** Bars of a timeframe that the fullest instrument's history makes. */
    private long closed(int[] order, int minutes) {
        if (order.length == 0) {
            return 0;
        }
        int fullest = 0;
        for (int row = 1; row < perInstrument.length; row++) {
            fullest = perInstrument[row] > perInstrument[fullest] ? row : fullest;
        }
        long bars = 0;
        long last = Long.MIN_VALUE;
        for (int at : order) {
            long bar = Math.floorDiv(start(at), minutes * MINUTE_MS);
            if (row(at) == fullest && bar != last) {
                last = bar;
                bars++;
            }
        }
        return bars;
    }
}
