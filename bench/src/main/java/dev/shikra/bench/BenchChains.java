package dev.shikra.bench;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Instrument.Contract;
import dev.shikra.api.market.Instrument.Kind;
import dev.shikra.api.option.OptionKind;
import dev.shikra.api.option.OptionValues;
import dev.shikra.plugins.greeks.Black76Model;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Chains for a feed: an index, its future, and calls and puts around it whose prices follow the
 * future by Black's formula with a smile. The expiry is far enough that no run reaches it.
 */
final class BenchChains {
    /** Options of a chain. */
    static final int OPTIONS = 200;

    private static final LocalDate EXPIRY = LocalDate.of(2024, 6, 27);
    private static final double STEP = 50;
    private static final double LEVEL = 24_000;
    private static final double YEARS = 0.3;
    private static final double RATE = 0.065;
    private static final double TICK_SIZE = 0.05;

    private final int from;
    private final List<Instrument> instruments = new ArrayList<>();

    BenchChains(int from, int chains) {
        this.from = from;
        for (int c = 0; c < chains; c++) {
            String name = "CHAIN" + c;
            add(name, "INDICES", Kind.INDEX, null);
            add(name + "FUT", "NFO-FUT", Kind.FUTURE, new Contract(name, EXPIRY, 0));
            for (int i = 0; i < OPTIONS / 2; i++) {
                double strike = LEVEL + (i - OPTIONS / 4) * STEP;
                var contract = new Contract(name, EXPIRY, strike);
                add(name + (int) strike + "CE", "NFO-OPT", Kind.CALL, contract);
                add(name + (int) strike + "PE", "NFO-OPT", Kind.PUT, contract);
            }
        }
    }

    private void add(
            String symbol,
            String segment,
            Kind kind,
            @org.jspecify.annotations.Nullable Contract contract) {
        instruments.add(
                new Instrument(
                        50_000L + instruments.size(),
                        symbol,
                        contract == null ? "NSE" : "NFO",
                        segment,
                        kind,
                        contract == null ? 0 : TICK_SIZE,
                        contract == null ? 0 : 75,
                        contract != null,
                        contract));
    }

    List<Instrument> instruments() {
        return instruments;
    }

    /** Fills the walks of the chains' rows; each ends where it began. */
    void walk(double[][] walks, double step, SplittableRandom random) {
        var model = new Black76Model();
        var values = new OptionValues();
        double[] spots = {};
        for (int i = 0; i < instruments.size(); i++) {
            Instrument each = instruments.get(i);
            double[] walk = walks[from + i];
            if (each.kind() == Kind.INDEX) {
                spots = walk;
                double level = LEVEL;
                for (int n = 0; n <= walk.length / 2; n++) {
                    walk[n] = level;
                    walk[walk.length - 1 - n] = level;
                    level *= Math.exp(step / 4 * random.nextGaussian());
                }
                continue;
            }
            for (int n = 0; n < walk.length; n++) {
                double forward = spots[n] * Math.exp(RATE * YEARS);
                Contract contract = each.contract();
                double price = forward;
                if (contract != null && each.kind() != Kind.FUTURE) {
                    double distance = Math.log(contract.strike() / forward);
                    model.value(
                            each.kind() == Kind.CALL ? OptionKind.CALL : OptionKind.PUT,
                            forward,
                            contract.strike(),
                            YEARS,
                            RATE,
                            0,
                            0.14 - 0.2 * distance + distance * distance,
                            values);
                    price = values.price;
                }
                walk[n] = Math.max(TICK_SIZE * 8, Math.round(price / TICK_SIZE) * TICK_SIZE);
            }
        }
    }

    /** {@return units that an option or future has open; 0 of the rest} */
    double interest(int row, int number) {
        return row < from || instruments.get(row - from).contract() == null
                ? 0
                : 75.0 * (1_000 + row * 37 % 5_000 + number % 97);
    }
}
