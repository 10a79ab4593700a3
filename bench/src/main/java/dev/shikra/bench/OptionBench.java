package dev.shikra.bench;

import com.sun.management.ThreadMXBean;
import dev.shikra.api.option.ImpliedVolatilityStatus;
import dev.shikra.api.option.OptionKind;
import dev.shikra.api.option.OptionValues;
import dev.shikra.api.option.PricingModel;
import dev.shikra.plugins.greeks.AmericanModel;
import dev.shikra.plugins.greeks.Black76Model;
import dev.shikra.plugins.greeks.BlackScholesMertonModel;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import net.finmath.functions.AnalyticFormulas;

/**
 * What one implied volatility, one price with all Greeks and one re-solved chain cost on one
 * thread, and what they allocate. Options as they trade on an index: one to sixty days, strikes
 * within three deviations, calls and puts, a quarter in the money. {@code ratio} is the peer's time
 * over ours.
 */
public final class OptionBench {
    private static final int OPTIONS = 4_096;
    private static final int SLOW_PEERS_OPTIONS = 128;
    private static final int CHAIN = 500;
    private static final int ROUNDS = 7;
    private static final long MILLISECOND = 1_000_000;
    private static final int BATCHES_A_LOOK = 4;
    private static final double RATE = 0.065;

    /** What the C++ original of the method takes on a machine of two cores; not measured here. */
    private static final double ORIGINAL_NANOSECONDS = 324;

    private final int millis;
    private final PrintStream out;
    private final PricingModel bsm = new BlackScholesMertonModel();
    private final OptionValues values = new OptionValues();

    private OptionBench(int millis, PrintStream out) {
        this.millis = millis;
        this.out = out;
    }

    /** Arguments: {@code --quick} measures for a tenth of the time. */
    public static void main(String[] arguments) {
        run(List.of(arguments).contains("--quick") ? 50 : 500, System.out);
    }

    /**
     * Measures each case beside its peers and prints JSON lines.
     *
     * @param millis how long each of the rounds of a case or peer runs; the best round counts
     */
    public static void run(int millis, PrintStream out) {
        OptionBench bench = new OptionBench(millis, out);
        OptionSample sample = new OptionSample(bench.bsm, OPTIONS, RATE);
        bench.impliedVolatility(sample);
        bench.greeks(sample);
        bench.chain();
        bench.american(sample);
    }

    /**
     * Runs over a whole batch, so that the call costs nothing, and returns a sum that can't be left
     * out.
     */
    private interface Batch {
        double run();
    }

    /** A measured batch, per operation: the best round's time, and the fewest bytes allocated. */
    private record Cost(double nanoseconds, double bytes) {}

    private void impliedVolatility(OptionSample s) {
        CommonsMathPeer peer = new CommonsMathPeer(bsm);
        Batch ours =
                () -> {
                    double sum = 0;
                    for (int i = 0; i < OPTIONS; i++) {
                        bsm.impliedVolatility(
                                s.kind[i],
                                s.spot[i],
                                s.strike[i],
                                s.years[i],
                                RATE,
                                0,
                                s.price[i],
                                values);
                        sum += values.volatility;
                    }
                    return sum;
                };
        Batch brent =
                () -> {
                    double sum = 0;
                    for (int i = 0; i < OPTIONS; i++) {
                        peer.set(s.kind[i], s.spot[i], s.strike[i], s.years[i], RATE, s.price[i]);
                        sum += peer.brent();
                    }
                    return sum;
                };
        Batch newton =
                () -> {
                    double sum = 0;
                    for (int i = 0; i < OPTIONS; i++) {
                        peer.set(s.kind[i], s.spot[i], s.strike[i], s.years[i], RATE, s.price[i]);
                        sum += peer.newton();
                    }
                    return sum;
                };
        agree("brent", ours.run(), brent.run());
        agree("finmath", ours.run(), finmath(s, OPTIONS));
        Cost[] costs = measure(OPTIONS, ours, newton, brent);
        Cost finmath = measure(SLOW_PEERS_OPTIONS, () -> finmath(s, SLOW_PEERS_OPTIONS))[0];
        line(
                "implied-volatility",
                costs[0].nanoseconds,
                "ns",
                "newton-commons-math",
                costs[1].nanoseconds);
        line(
                "implied-volatility",
                costs[0].nanoseconds,
                "ns",
                "brent-commons-math",
                costs[2].nanoseconds);
        line("implied-volatility", costs[0].nanoseconds, "ns", "finmath-lib", finmath.nanoseconds);
        line(
                "implied-volatility",
                costs[0].nanoseconds,
                "ns",
                "letsberational-cpp-as-stated",
                ORIGINAL_NANOSECONDS);
        line("implied-volatility-allocation", costs[0].bytes, "bytes");
    }

    private static double finmath(OptionSample s, int options) {
        double sum = 0;
        for (int i = 0; i < options; i++) {
            sum += finmath(s.kind[i], s.spot[i], s.strike[i], s.years[i], s.price[i]);
        }
        return sum;
    }

    /** It solves calls on a forward: a put goes in as the call of its parity. */
    private static double finmath(
            OptionKind kind, double spot, double strike, double years, double price) {
        double discount = Math.exp(-RATE * years);
        double forward = spot / discount;
        double call = kind == OptionKind.CALL ? price : price + spot - strike * discount;
        return AnalyticFormulas.blackScholesOptionImpliedVolatility(
                forward, years, strike, discount, call);
    }

    private void greeks(OptionSample s) {
        TextbookFormula textbook = new TextbookFormula();
        OptionValues theirs = new OptionValues();
        Batch ours =
                () -> {
                    double sum = 0;
                    for (int i = 0; i < OPTIONS; i++) {
                        bsm.value(
                                s.kind[i],
                                s.spot[i],
                                s.strike[i],
                                s.years[i],
                                RATE,
                                0,
                                s.volatility[i],
                                values);
                        sum += sum(values);
                    }
                    return sum;
                };
        Batch peer =
                () -> {
                    double sum = 0;
                    for (int i = 0; i < OPTIONS; i++) {
                        textbook.value(
                                s.kind[i],
                                s.spot[i],
                                s.strike[i],
                                s.years[i],
                                RATE,
                                s.volatility[i],
                                theirs);
                        sum += sum(theirs);
                    }
                    return sum;
                };
        agree("textbook", ours.run(), peer.run());
        Cost[] costs = measure(OPTIONS, ours, peer);
        line(
                "price-and-greeks",
                costs[0].nanoseconds,
                "ns",
                "textbook-commons-math",
                costs[1].nanoseconds);
        line("price-and-greeks-allocation", costs[0].bytes, "bytes");
    }

    private static double sum(OptionValues v) {
        return v.price + v.delta + v.gamma + v.theta + v.vega + v.rho + v.vanna + v.vomma;
    }

    /**
     * Every option of a chain after a tick of its future: volatility from the price, then Greeks.
     */
    private void chain() {
        PricingModel black76 = new Black76Model();
        CommonsMathPeer peer = new CommonsMathPeer(black76);
        OptionSample.Chain chain = new OptionSample.Chain(black76, CHAIN);
        Batch ours =
                () -> {
                    double future = chain.nextTick();
                    double sum = 0;
                    for (int i = 0; i < CHAIN; i++) {
                        OptionKind kind = chain.kind[i];
                        double strike = chain.strike[i];
                        ImpliedVolatilityStatus status =
                                black76.impliedVolatility(
                                        kind,
                                        future,
                                        strike,
                                        chain.years,
                                        0,
                                        0,
                                        chain.price(i),
                                        values);
                        if (status == ImpliedVolatilityStatus.OK) {
                            black76.value(
                                    kind,
                                    future,
                                    strike,
                                    chain.years,
                                    0,
                                    0,
                                    values.volatility,
                                    values);
                            sum += values.delta;
                        }
                    }
                    return sum;
                };
        Batch brent =
                () -> {
                    double future = chain.nextTick();
                    double sum = 0;
                    for (int i = 0; i < CHAIN; i++) {
                        peer.set(
                                chain.kind[i],
                                future,
                                chain.strike[i],
                                chain.years,
                                0,
                                chain.price(i));
                        double volatility = peer.brent();
                        black76.value(
                                chain.kind[i],
                                future,
                                chain.strike[i],
                                chain.years,
                                0,
                                0,
                                volatility,
                                values);
                        sum += values.delta;
                    }
                    return sum;
                };
        Cost[] costs = measure(1, ours, brent);
        line(
                "chain-of-500",
                costs[0].nanoseconds * 1e-6,
                "ms",
                "brent-commons-math",
                costs[1].nanoseconds * 1e-6);
        line("chain-of-500-allocation", costs[0].bytes, "bytes");
    }

    private void american(OptionSample s) {
        for (int steps : new int[] {201, 2001}) {
            PricingModel model = new AmericanModel().withSteps(steps);
            int[] next = {0};
            Batch tree =
                    () -> {
                        int i = next[0]++ % OPTIONS;
                        model.value(
                                OptionKind.PUT,
                                s.spot[i],
                                s.strike[i],
                                s.years[i],
                                RATE,
                                0,
                                s.volatility[i],
                                values);
                        return values.price;
                    };
            Cost cost = measure(1, tree)[0];
            line("american-greeks-" + steps + "-steps", cost.nanoseconds * 1e-6, "ms");
        }
    }

    private static void agree(String peer, double ours, double theirs) {
        if (!(Math.abs(ours - theirs) <= 1e-6 * Math.abs(ours))) {
            throw new IllegalStateException(peer + " adds up to " + theirs + ", ours to " + ours);
        }
    }

    /** Rounds of all batches in turn, so that a slow spell of the machine meets all of them. */
    private Cost[] measure(int operations, Batch... batches) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Cost[] best = new Cost[batches.length];
        for (int round = 0; round < ROUNDS; round++) {
            for (int b = 0; b < batches.length; b++) {
                Batch batch = batches[b];
                double sum = 0;
                long runs = 0;
                long bytes = threads.getCurrentThreadAllocatedBytes();
                long start = threads.getCurrentThreadCpuTime();
                long spent = 0;
                while (spent < millis * MILLISECOND) {
                    for (int i = 0; i < BATCHES_A_LOOK; i++) {
                        sum += batch.run();
                    }
                    runs += BATCHES_A_LOOK;
                    spent = threads.getCurrentThreadCpuTime() - start;
                }
                bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
                if (!Double.isFinite(sum)) {
                    throw new IllegalStateException("results add up to " + sum);
                }
                double each = (double) runs * operations;
                Cost before = best[b];
                best[b] =
                        before == null
                                ? new Cost(spent / each, bytes / each)
                                : new Cost(
                                        Math.min(before.nanoseconds, spent / each),
                                        Math.min(before.bytes, bytes / each));
            }
        }
        return best;
    }

    private void line(String name, double value, String unit) {
        out.printf(
                Locale.ROOT,
                "{\"bench\":\"option\",\"case\":\"%s\",\"value\":%.4f,\"unit\":\"%s\"}%n",
                name,
                value,
                unit);
    }

    private void line(String name, double value, String unit, String peer, double peerValue) {
        out.printf(
                Locale.ROOT,
                "{\"bench\":\"option\",\"case\":\"%s\",\"value\":%.4f,\"unit\":\"%s\",\"peer\":\"%s\","
                        + "\"peerValue\":%.4f,\"ratio\":%.2f}%n",
                name,
                value,
                unit,
                peer,
                peerValue,
                peerValue / value);
    }
}
