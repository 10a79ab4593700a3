package dev.shikra.host.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Instrument.Contract;
import dev.shikra.api.market.Instrument.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What recorded chains say as a whole, against a slow count of the same rows. */
class RecordedAggregatesTest {
    private static final Path OPTIONS =
            Path.of("../../shared/data/options").toAbsolutePath().normalize();
    private static final long MAX_AGE_MS = OptionSettings.USUAL.maxAgeMs();

    /** What was last fed of each row. */
    private final Map<Integer, Double> interest = new HashMap<>();

    private final Map<Integer, Double> interestBefore = new HashMap<>();

    private double interest(int row) {
        return interest.getOrDefault(row, Double.NaN);
    }

    private double change(int row) {
        return interest(row) - interestBefore.getOrDefault(row, interest(row));
    }

    /** What the straddle at the money cost, by what its call and put traded. */
    private static final class Straddle {
        private final Map<Integer, Double> prices = new HashMap<>();
        private final Map<Integer, Long> ends = new HashMap<>();
        private double volume;
        private double turnover;

        void take(
                RecordedSession.Bar bar,
                long startMs,
                OptionMarket market,
                LocalDate expiry,
                double atm) {
            prices.put(bar.row(), bar.close());
            ends.put(bar.row(), startMs + 60_000);
            Contract contract = market.instruments.get(bar.row()).contract();
            if (contract == null
                    || !contract.expiry().equals(expiry)
                    || contract.strike() != atm
                    || !(bar.volume() > 0)) {
                return;
            }
            double both = 0;
            for (Kind kind : List.of(Kind.CALL, Kind.PUT)) {
                int row = market.row(expiry, atm, kind);
                boolean fresh = startMs - ends.getOrDefault(row, 0L) <= MAX_AGE_MS;
                both += fresh ? prices.getOrDefault(row, Double.NaN) : Double.NaN;
            }
            if (both > 0) {
                volume += bar.volume();
                turnover += bar.volume() * both;
            }
        }
    }

    /** Two expiries. Each fifteenth minute is looked at: all of it is counted anew. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "20240120",
                "20240123",
                "20240124",
                "20240125",
                "20251111",
                "20251117",
                "20251118",
                "20251119"
            })
    void saysOfAMinutesChainsWhatASlowCountSays(String date) throws IOException {
        var session = new RecordedSession(date, 2);
        OptionSettings settings =
                OptionMarket.settings(
                        OptionSettings.Price.MID, OptionSettings.Time.CALENDAR, 0, 60_000);
        var market = new OptionMarket(session.instruments, settings, new SlowBlack76()).readAll();
        LocalDate near = session.expiries.getFirst();
        LocalDate far = session.expiries.getLast();
        assertThat(far).isAfter(near);
        var slowNear = new SlowChain(market, near);
        var slowFar = new SlowChain(market, far);
        var straddle = new Straddle();
        int minutes = 0;
        int looked = 0;
        for (var minute : session.minutes().entrySet()) {
            long start = session.ms(minute.getKey());
            double atm = market.chain(slowNear.row(), ChainField.ATM_STRIKE);
            for (RecordedSession.Bar bar : minute.getValue()) {
                market.writer.bar(
                        bar.row(),
                        start,
                        bar.open(),
                        bar.high(),
                        bar.low(),
                        bar.close(),
                        bar.volume(),
                        bar.oi());
                if (!Double.isNaN(bar.oi())) {
                    interest.put(bar.row(), bar.oi());
                    interestBefore.putIfAbsent(bar.row(), bar.oi());
                }
                straddle.take(bar, start, market, near, atm);
            }
            market.frame(start + 60_000);
            market.clock(start / 1000 + 61);
            if (start + 60_000 >= OptionMarket.ms(near, "15:30:00")) {
                continue;
            }
            assertThat(market.chain(slowNear.row(), ChainField.STRADDLE_VWAP))
                    .isCloseTo(straddle.turnover / straddle.volume, within(1e-6));
            if (++minutes % 15 == 0) {
                slowNear.isAsSaid(this::interest, this::change);
                slowFar.isAsSaid(this::interest, this::change);
                terms(market, slowNear.row(), slowFar.row());
                looked++;
            }
        }
        assertThat(looked).isGreaterThanOrEqualTo(5);
    }

    private static void terms(OptionMarket market, int near, int far) {
        double nearDays = market.chain(near, ChainField.DAYS);
        double farDays = market.chain(far, ChainField.DAYS);
        double nearIv = market.chain(near, ChainField.ATM_IV);
        double farIv = market.chain(far, ChainField.ATM_IV);
        if (Double.isNaN(nearIv + farIv)) {
            return;
        }
        assertThat(market.chain(near, ChainField.TERM_SLOPE))
                .isCloseTo((farIv - nearIv) / ((farDays - nearDays) / 30), within(1e-12));
        assertThat(market.chain(far, ChainField.TERM_SLOPE)).isNaN();
        double variance =
                farDays <= 30
                        ? farIv * farIv
                        : (nearIv * nearIv * nearDays * (farDays - 30)
                                        + farIv * farIv * farDays * (30 - nearDays))
                                / (farDays - nearDays)
                                / 30;
        assertThat(market.chain(near, ChainField.IV30))
                .isCloseTo(Math.sqrt(variance), within(1e-12));
        assertThat(market.chain(far, ChainField.IV30))
                .isEqualTo(market.chain(near, ChainField.IV30));
    }

    @Test
    void findsMaximumPainAndPutCallRatioInSnapshotsOfThreeIndices() throws IOException {
        Path zip = OPTIONS.resolve("kite_index_chain_5min_2026-02-02_05.zip");
        assumeTrue(Files.exists(zip), "skipped: " + zip + " is not there");
        List<String> names;
        try (var file = new ZipFile(zip.toFile())) {
            names = file.stream().map(ZipEntry::getName).filter(n -> n.endsWith(".csv")).toList();
        }
        int compared = 0;
        for (String name : names) {
            Map<String, List<String[]>> chains = new TreeMap<>();
            for (String[] row : RecordedSession.rows(zip, name)) {
                chains.computeIfAbsent(row[0] + " " + row[1], k -> new ArrayList<>()).add(row);
            }
            for (List<String[]> rows : chains.values()) {
                snapshot(name, rows);
                compared++;
            }
        }
        System.out.println(names.size() + " snapshots, " + compared + " chains");
        assertThat(compared).isGreaterThan(100);
    }

    private void snapshot(String name, List<String[]> rows) {
        var instruments = new ArrayList<Instrument>();
        instruments.add(OptionMarket.index());
        String[] first = rows.getFirst();
        LocalDate expiry = LocalDate.parse(first[1]);
        for (String[] row : rows) {
            double strike = Double.parseDouble(row[2]);
            instruments.add(OptionMarket.option(expiry, strike, Kind.CALL));
            instruments.add(OptionMarket.option(expiry, strike, Kind.PUT));
        }
        var market = new OptionMarket(instruments, OptionSettings.USUAL, new SlowBlack76());
        LocalDate day = LocalDate.parse(first[11].substring(0, 10));
        long ms = OptionMarket.ms(day, LocalTime.parse(first[11].substring(11)).toString());
        market.spot(ms, Double.parseDouble(first[9]));
        interest.clear();
        double calls = 0;
        double puts = 0;
        for (int i = 0; i < rows.size(); i++) {
            String[] row = rows.get(i);
            calls += Double.parseDouble(row[4]);
            puts += Double.parseDouble(row[7]);
            snapshot(market, 1 + 2 * i, ms, row, 3);
            snapshot(market, 2 + 2 * i, ms, row, 6);
        }
        market.frame(ms);
        if (ms >= OptionMarket.ms(expiry, "15:30:00")) { // the recorder went on after the close
            assertThat(market.chain(1, ChainField.MAX_PAIN)).isNaN();
            return;
        }
        assertThat(calls).as("%s %s", name, first[0]).isPositive();
        assertThat(market.chain(1, ChainField.MAX_PAIN))
                .as("%s %s", name, first[0])
                .isEqualTo(new SlowChain(market, expiry).maxPain(this::interest));
        assertThat(market.chain(1, ChainField.PCR)).isCloseTo(puts / calls, within(1e-12));
    }

    private void snapshot(OptionMarket market, int row, long ms, String[] cells, int at) {
        double price = Double.parseDouble(cells[at]);
        if (price > 0) { // without a price there is no interest either
            market.quote(row, ms, price, 0.05, Double.parseDouble(cells[at + 1]));
            interest.put(row, Double.parseDouble(cells[at + 1]));
        }
    }

    /** The exchange's own changes of open interest, from one session to the next. */
    @Test
    void findsTheExchangesChangesOfInterestOverSessions() throws IOException {
        Path zip = OPTIONS.resolve("nse_fo_bhavcopy_udiff_2026-03-09_27.zip");
        assumeTrue(Files.exists(zip), "skipped: " + zip + " is not there");
        var days = new TreeMap<LocalDate, List<String[]>>();
        try (var file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : file.stream().toList()) {
                if (entry.getName().endsWith("/NIFTY.csv")) {
                    List<String[]> rows = RecordedSession.rows(zip, entry.getName());
                    days.put(LocalDate.parse(rows.getFirst()[0]), rows);
                }
            }
        }
        LocalDate expiry = LocalDate.of(2026, 3, 30);
        var rowOf = new HashMap<String, Integer>();
        var instruments = new ArrayList<Instrument>();
        instruments.add(OptionMarket.index());
        for (List<String[]> rows : days.values()) {
            for (String[] row : rows) {
                if (row[4].equals("IDO") && row[9].equals(expiry.toString())) {
                    rowOf.computeIfAbsent(
                            row[13],
                            k -> {
                                instruments.add(
                                        OptionMarket.option(
                                                expiry,
                                                Double.parseDouble(row[11]),
                                                row[12].equals("CE") ? Kind.CALL : Kind.PUT));
                                return instruments.size() - 1;
                            });
                }
            }
        }
        var market =
                new OptionMarket(
                        instruments,
                        OptionMarket.settings(
                                OptionSettings.Price.MID, OptionSettings.Time.CALENDAR, 0, 60_000),
                        new SlowBlack76());
        market.readAll();
        var slow = new SlowChain(market, expiry);
        int compared = 0;
        for (var day : days.entrySet()) {
            long ms = OptionMarket.ms(day.getKey(), "15:29:30");
            interestBefore.clear();
            interestBefore.putAll(interest);
            var told = new HashMap<Integer, Double>();
            for (String[] row : day.getValue()) {
                Integer at = rowOf.get(row[13]);
                if (at == null || !(Double.parseDouble(row[17]) > 0)) {
                    continue;
                }
                double units = Double.parseDouble(row[22]);
                market.spot(ms, Double.parseDouble(row[20]));
                market.quote(at, ms, Double.parseDouble(row[17]), 0.01, units);
                boolean known = interest.put(at, units) != null;
                if (known) {
                    told.put(at, Double.parseDouble(row[23]));
                } else {
                    interestBefore.put(at, units);
                }
            }
            market.frame(ms);
            market.clock(OptionMarket.ms(day.getKey(), "15:30:05") / 1000);
            for (var each : told.entrySet()) {
                assertThat(market.option(each.getKey(), OptionField.OPEN_INTEREST_CHANGE))
                        .as("%s %s", day.getKey(), instruments.get(each.getKey()).symbol())
                        .isEqualTo(each.getValue());
                compared++;
            }
            slow.isAsSaid(this::interest, this::change);
        }
        System.out.println(days.size() + " sessions, " + compared + " changes of interest");
        assertThat(days).hasSizeGreaterThan(10);
        assertThat(compared).isGreaterThan(1_000);
    }
}
