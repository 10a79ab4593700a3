package dev.shikra.host.option;

import static dev.shikra.host.option.OptionMarket.INDEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Instrument.Contract;
import dev.shikra.api.market.Instrument.Kind;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recorded one-minute chains of NIFTY, nearest expiry, with the index beside them, through the
 * engine as bars: what is liquid is priced, calls and puts agree, and interest is what a slow look
 * at the same rows says. Four of the days are expiry days.
 */
class RecordedChainsTest {
    /** Units traded in the minute, and distance from the money, within which a strike is liquid. */
    private static final double LIQUID = 1_000;

    private static final double NEAR = 0.02;

    private List<Instrument> instruments = List.of();

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
    void pricesWhatIsLiquidAndCountsInterestAsASlowLookDoes(String date) throws IOException {
        var session = new RecordedSession(date, 1);
        instruments = session.instruments;
        LocalDate expiry = session.expiries.getFirst();
        OptionSettings settings =
                OptionMarket.settings(
                        OptionSettings.Price.MID, OptionSettings.Time.CALENDAR, 0, 60_000);
        var market = new OptionMarket(instruments, settings, new SlowBlack76());
        for (ChainField field :
                List.of(
                        ChainField.PCR,
                        ChainField.PCR_VOLUME,
                        ChainField.MAX_PAIN,
                        ChainField.CALL_WALL,
                        ChainField.PUT_WALL,
                        ChainField.FORWARD,
                        ChainField.STATUS)) {
            market.slot("chain", field.text());
        }
        market.slot("option", "iv");
        market.slot("option", "status");
        var interest = new HashMap<Integer, Double>();
        var volume = new HashMap<Integer, Double>();
        int liquid = 0;
        int priced = 0;
        var differences = new ArrayList<Double>();
        for (var minute : session.minutes().entrySet()) {
            long start = session.ms(minute.getKey());
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
                interest.put(bar.row(), bar.oi());
                volume.merge(bar.row(), bar.volume(), Double::sum);
            }
            market.frame(start + 60_000);
            market.clock(start / 1000 + 61);
            if (start + 60_000 >= OptionMarket.ms(expiry, "15:30:00")) {
                assertThat(market.chain(INDEX, ChainField.STATUS))
                        .isEqualTo(OptionStatus.EXPIRED.ordinal());
                continue;
            }
            compare(market, interest, volume);
            double forward = market.chain(INDEX, ChainField.FORWARD);
            for (RecordedSession.Bar bar : minute.getValue()) {
                Contract contract = instruments.get(bar.row()).contract();
                if (contract == null
                        || bar.volume() < LIQUID
                        || Math.abs(contract.strike() / forward - 1) > NEAR) {
                    continue;
                }
                boolean call = instruments.get(bar.row()).kind() == Kind.CALL;
                if (call == contract.strike() >= forward) {
                    liquid++;
                    if (market.status(bar.row()) == OptionStatus.OK) {
                        priced++;
                        assertThat(market.option(bar.row(), OptionField.IV)).isBetween(0.01, 5.0);
                    }
                }
            }
            if (start + 3_600_000 < OptionMarket.ms(expiry, "15:30:00")) {
                atTheMoney(market, forward, differences);
            }
        }
        double[] sorted = differences.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double median = sorted[sorted.length / 2];
        System.out.printf(
                "%s: %d liquid options out of the money, %d priced; call less put at the money, median %.5f%n",
                date, liquid, priced, median);
        assertThat(liquid).isGreaterThan(1_500);
        assertThat(priced).isEqualTo(liquid);
        assertThat(median).as("within the effect of the spread").isLessThan(0.005);
    }

    private void atTheMoney(OptionMarket market, double forward, List<Double> differences) {
        double strike = Math.round(forward / 50) * 50;
        double call = market.option(market.row(strike, Kind.CALL), OptionField.IV);
        double put = market.option(market.row(strike, Kind.PUT), OptionField.IV);
        if (!Double.isNaN(call - put)) {
            differences.add(Math.abs(call - put));
        }
    }

    /** What each strike would cost the writers, one by one. */
    private void compare(
            OptionMarket market, Map<Integer, Double> interest, Map<Integer, Double> volume) {
        double[] oi = new double[2];
        double[] traded = new double[2];
        double[] most = new double[2];
        double[] wall = {Double.NaN, Double.NaN};
        var pain = new TreeMap<Double, Double>();
        for (int row = 1; row < instruments.size(); row++) {
            Contract contract = instruments.get(row).contract();
            if (contract == null) {
                continue;
            }
            pain.put(contract.strike(), 0.0);
            int side = instruments.get(row).kind() == Kind.CALL ? 0 : 1;
            double units = interest.getOrDefault(row, 0.0);
            oi[side] += units;
            traded[side] += volume.getOrDefault(row, 0.0);
            if (units > most[side]
                    || (units == most[side] && units > 0 && contract.strike() < wall[side])) {
                most[side] = units;
                wall[side] = contract.strike();
            }
        }
        for (double at : pain.keySet()) {
            double sum = 0;
            for (var each : interest.entrySet()) {
                Contract contract = instruments.get(each.getKey()).contract();
                if (contract != null) {
                    int sign = instruments.get(each.getKey()).kind() == Kind.CALL ? 1 : -1;
                    sum += each.getValue() * Math.max(0, sign * (at - contract.strike()));
                }
            }
            pain.put(at, sum);
        }
        double least = pain.values().stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double found = market.chain(INDEX, ChainField.MAX_PAIN);
        assertThat(pain.get(found)).isCloseTo(least, within(1e-9 * Math.max(1, least)));
        assertThat(market.chain(INDEX, ChainField.PCR)).isCloseTo(oi[1] / oi[0], within(1e-12));
        assertThat(market.chain(INDEX, ChainField.PCR_VOLUME))
                .isCloseTo(traded[1] / traded[0], within(1e-12));
        assertThat(market.chain(INDEX, ChainField.CALL_WALL)).isEqualTo(wall[0]);
        assertThat(market.chain(INDEX, ChainField.PUT_WALL)).isEqualTo(wall[1]);
    }
}
